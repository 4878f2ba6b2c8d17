import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { useFundsOf, type ApproachState, type FundKind } from '@/shared/api/funds'
import { useTalentOf, type TalentKind, type TalentLevel, type TalentState } from '@/shared/api/talent'
import type { Approach, Fund, Lead, TalentNeed } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { approachTones, useFundWords } from '@/shared/ground/fund-words'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { DemoTag, Tag, type Tone } from '@/shared/ui/tag'
import { ProblemNotice } from '@/shared/ui/notice'

const ApproachForm = lazy(() => import('@/shared/ground/approach-form').then((m) => ({ default: m.ApproachForm })))
const StepForm = lazy(() => import('@/shared/ground/approach-form').then((m) => ({ default: m.StepForm })))
const TalentForm = lazy(() => import('@/shared/ground/talent-form'))

const step = 3

/** Funds that may invest in the project, the approaches made, and people that it asks for. */
export default function MoneyAndPeople({ lead }: { lead: Lead }) {
  return <><Funds lead={lead} /><Talent lead={lead} /></>
}

function Funds({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const words = useFundWords()
  const english = currentLanguage() === 'en'
  const [asked, setAsked] = useState<{ fund: Fund } | { approach: Approach }>()
  const [limit, setLimit] = useState(step)
  const { data, error, refetch } = useFundsOf(lead.id, lead.rev)
  const close = () => setAsked(undefined)
  const fresh = data?.fits.filter((fit) => !data.approaches.some((a) => a.fundId === fit.fund.id)) ?? []
  return (
    <section className="card after" aria-labelledby="funds-title" id="funds">
      <h2 id="funds-title">{t('ground.funds.panel')}</h2>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {data && (
        <ul className="plain-list fund-fits">
          {data.approaches.map((a) => (
            <li key={a.id}>
              <div className="line"><strong>{a.fundName}</strong><Tag tone={approachTones[a.state]}>{t(`ground.funds.state.${a.state as ApproachState}`)}</Tag></div>
              <div className="fine">{[a.date, a.investedWan > 0 && t('ground.funds.investedShown', { wan: formatWan(a.investedWan, currentLanguage()) })].filter(Boolean).join(' · ')}</div>
              {a.note && <div>{a.note}</div>}
              {data.mayStep && <button type="button" className="plain-button" onClick={() => setAsked({ approach: a })}>{t('ground.funds.step')}<span className="sr-only"> {a.fundName}</span></button>}
            </li>
          ))}
          {fresh.slice(0, limit).map((fit) => (
            <li key={fit.fund.id}>
              <div className="line"><span className="tags"><strong>{fit.fund.name}</strong><Tag>{t(`ground.funds.kind.${fit.fund.kind as FundKind}`)}</Tag>{fit.fund.demo && <DemoTag />}</span></div>
              <div className="fine">{[words.fields(fit.fund), words.stages(fit.fund), words.ticket(fit.fund)].filter(Boolean).join(' · ')}</div>
              <ul className="reasons">{fit.reasons.map((r) => <li key={r.zh} className="pro">{english ? r.en : r.zh}</li>)}</ul>
              {fit.cautions.length > 0 && <div className="warnings"><strong>{t('ground.funds.cautions')}</strong> {fit.cautions.map((c) => (english ? c.en : c.zh)).join(t('common.sep'))}</div>}
              {data.mayStep && <p className="after-text"><Button size="small" onClick={() => setAsked({ fund: fit.fund })}>{t('ground.funds.approach')}<span className="sr-only"> {fit.fund.name}</span></Button></p>}
            </li>
          ))}
        </ul>
      )}
      {data && data.fits.length === 0 && data.approaches.length === 0 && <p className="quiet">{t('ground.funds.noFit')}</p>}
      {fresh.length > limit && <p className="after-text"><Button size="small" onClick={() => setLimit(fresh.length)}>{t('ground.funds.more', { count: fresh.length - limit })}</Button></p>}
      {asked && <Suspense>{'fund' in asked ? <ApproachForm leadId={lead.id} fund={asked.fund} onClose={close} /> : <StepForm leadId={lead.id} approach={asked.approach} onClose={close} />}</Suspense>}
    </section>
  )
}

const tones: Record<string, Tone> = { open: 'warn', handling: 'accent', met: 'good', dropped: 'muted' }

function Talent({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const [open, setOpen] = useState<{ need?: TalentNeed }>()
  const { data, error, refetch } = useTalentOf(lead.id, lead.rev)
  return (
    <section className="card after" aria-labelledby="talent-title" id="talent">
      <div className="card-head"><h2 id="talent-title">{t('ground.talent.panel')}</h2>{data?.mayAsk && <Button size="small" onClick={() => setOpen({})}>{t('ground.talent.add')}</Button>}</div>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data && data.items.length === 0 && <p className="quiet">{t('ground.talent.none')}</p>}
      <ul className="plain-list">
        {data?.items.map((n) => (
          <li key={n.id}>
            <div className="line"><strong>{t(`ground.talent.kind.${n.kind as TalentKind}`)} · {n.occupation}</strong><span className="tags">{n.late && <Tag tone="bad">{t('ground.talent.late')}</Tag>}<Tag tone={tones[n.state]}>{t(`ground.talent.state.${n.state as TalentState}`)}</Tag></span></div>
            <div className="fine">{[t(`ground.talent.level.${n.level as TalentLevel}`), t('ground.talent.people', { met: n.met, number: n.number }), n.byDate && t('ground.talent.by', { date: n.byDate }), n.partner, n.handler && names(n.handler)].filter(Boolean).join(' · ')}</div>
            {(n.outcome || n.note) && <div>{n.outcome || n.note}</div>}
            {(data.mayAsk || n.handler === me.username) && <button type="button" className="plain-button" onClick={() => setOpen({ need: n })}>{t('ground.talent.edit')}<span className="sr-only"> {n.occupation}</span></button>}
          </li>
        ))}
      </ul>
      {open && <Suspense><TalentForm leadId={lead.id} need={open.need} onClose={() => setOpen(undefined)} /></Suspense>}
    </section>
  )
}
