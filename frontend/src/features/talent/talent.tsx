import { SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { talentKinds, talentStates, useTalent, type TalentKind, type TalentLevel, type TalentState } from '@/shared/api/talent'
import type { TalentNeed } from '@/shared/api/types'
import { useDebounced, useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag, type Tone } from '@/shared/ui/tag'

const TalentForm = lazy(() => import('@/shared/ground/talent-form'))
const tones: Record<string, Tone> = { open: 'warn', handling: 'accent', met: 'good', dropped: 'muted' }

export function Component() {
  const { t } = useTranslation()
  useTitle(t('ground.talent.title'))
  const me = useMe()
  const names = useNames()
  const [params, setParams] = useSearchParams()
  const [typed, setTyped] = useState(params.get('q') ?? '')
  const [open, setOpen] = useState<TalentNeed>()
  const q = useDebounced(typed.trim())
  const state = talentStates.find((s) => s === params.get('state'))
  const kind = talentKinds.find((k) => k === params.get('kind'))
  const late = params.get('late') === 'true'
  const mine = params.get('mine') === 'true'
  const set = (name: string, value: string) => setParams((now) => {
    const next = new URLSearchParams(now)
    if (value) next.set(name, value)
    else next.delete(name)
    return next
  })
  const { data, error, isPending, refetch } = useTalent({ q: q || undefined, state, kind, late: late || undefined, handler: mine ? me.username : undefined })
  const asked = !!(q || state || kind || late || mine)
  const short = data?.items.filter((n) => n.state === 'open' || n.state === 'handling').reduce((sum, n) => sum + Math.max(0, n.number - n.met), 0) ?? 0
  return (
    <>
      <PageHead title={t('ground.talent.title')} line={t('ground.talent.line')} />
      <search className="filters spread">
        <Input type="search" allowClear maxLength={200} className="search-box" prefix={<SearchOutlined aria-hidden />} value={typed} aria-label={t('ground.talent.search')} placeholder={t('ground.talent.search')} onChange={(event) => setTyped(event.target.value)} />
        <Select aria-label={t('ground.talent.stateLabel')} className="facet" value={state ?? ''} onChange={(value) => set('state', value)} options={[{ value: '', label: t('ground.talent.allStates') }, ...talentStates.map((s) => ({ value: s as string, label: t(`ground.talent.state.${s}`) }))]} />
        <Select aria-label={t('ground.talent.kindLabel')} className="facet" value={kind ?? ''} onChange={(value) => set('kind', value)} options={[{ value: '', label: t('ground.talent.allKinds') }, ...talentKinds.map((k) => ({ value: k as string, label: t(`ground.talent.kind.${k}`) }))]} />
        <Button aria-pressed={late} type={late ? 'primary' : 'default'} onClick={() => set('late', late ? '' : 'true')}>{t('ground.talent.lateOnly')}</Button>
        <Button aria-pressed={mine} type={mine ? 'primary' : 'default'} onClick={() => set('mine', mine ? '' : 'true')}>{t('ground.talent.mine')}</Button>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 5, width: '100%' }} /></div>}
      {data && data.items.length === 0 && <Nothing title={t(asked ? 'ground.talent.noneTitle' : 'ground.talent.emptyTitle')} text={t(asked ? 'ground.talent.noneText' : 'ground.talent.emptyText')} />}
      {data && data.items.length > 0 && (
        <>
          <p className="count">{t('ground.talent.count', { total: data.total, short })}</p>
          <ul className="lead-cards" aria-label={t('ground.talent.table')}>
            {data.items.map((n) => (
              <li key={n.id} className="card">
                <div className="line">
                  <strong>{t(`ground.talent.kind.${n.kind as TalentKind}`)} · {n.occupation} · {t('ground.talent.people', { met: n.met, number: n.number })}</strong>
                  <span className="tags">{n.demo && <DemoTag />}{n.late && <Tag tone="bad">{t('ground.talent.late')}</Tag>}<Tag tone={tones[n.state]}>{t(`ground.talent.state.${n.state as TalentState}`)}</Tag></span>
                </div>
                <div className="in-text">{t('ground.talent.lead')}{t('common.colon')}<Link to={paths.lead(n.leadId)}>{n.leadName}</Link></div>
                <div className="quiet">{[t(`ground.talent.level.${n.level as TalentLevel}`), n.byDate && t('ground.talent.by', { date: n.byDate }), n.partner && `${t('ground.talent.partner')} ${n.partner}`, n.handler && `${t('ground.talent.handler')} ${names(n.handler)}`].filter(Boolean).join(' · ')}</div>
                {(n.outcome || n.note) && <div>{n.outcome || n.note}</div>}
                {me.mayWriteLeads && (me.mayReview || n.handler === me.username || n.createdBy === me.username) && <p><Button size="small" onClick={() => setOpen(n)}>{t('ground.talent.edit')}<span className="sr-only"> {n.occupation}</span></Button></p>}
              </li>
            ))}
          </ul>
        </>
      )}
      {open && <Suspense><TalentForm leadId={open.leadId} need={open} onClose={() => setOpen(undefined)} /></Suspense>}
    </>
  )
}
