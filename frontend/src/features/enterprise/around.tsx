import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import type { AroundCandidate, AroundLink, Enterprise, IntroductionIn } from '@/shared/api/types'
import { currentLanguage } from '@/shared/i18n'
import { IntroductionList } from '@/shared/introduction/introduction-list'
import { useIntroductions } from '@/shared/introduction/requests'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag, type Tone } from '@/shared/ui/tag'

const IntroductionForm = lazy(() => import('@/shared/introduction/introduction-form'))
const step = 8

const tones: Record<string, Tone> = { empty: 'bad', talking: 'warn', landed: 'good' }
const saying = (s: { zh: string; en: string }) => (currentLanguage() === 'en' ? s.en : s.zh)

/** What is missing up- and downstream of an enterprise, who could be brought, and whom it has introduced. */
export default function Around({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation()
  const me = useMe()
  const [limit, setLimit] = useState(step)
  const [missing, setMissing] = useState(true)
  const [asked, setAsked] = useState<IntroductionIn>()
  const { data, error, refetch } = useQuery({ queryKey: [...keys.around, enterprise.id], queryFn: ({ signal }) => answer(api.GET('/api/enterprises/{id}/around', { params: { path: { id: enterprise.id } }, signal })) })
  const introductions = useIntroductions({ from: enterprise.id })
  const mayIntroduce = me.mayWriteLeads && (enterprise.incumbent || enterprise.state === 'signed' || enterprise.state === 'landed')
  const home = enterprise.chain.some((c) => c.side === 'here')
  const all = (data?.items ?? []).filter((a) => !missing || a.state !== 'landed' || a.thin)
  return (
    <>
      <section className="card" aria-label={t('supply.around.title')}>
        <div className="card-head"><h2>{t('supply.around.title')}</h2>{data && data.total > 0 && <label className="check-line"><input type="checkbox" checked={missing} onChange={(event) => setMissing(event.target.checked)} /> {t('supply.around.missing')}</label>}</div>
        <p className="fine form-line">{t('supply.around.line')}</p>
        {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active title={false} />}
        {data && all.length === 0 && <p className="quiet">{t(home ? 'supply.around.none' : 'supply.around.noLink')}</p>}
        <ul className="day-list">
          {all.slice(0, limit).map((a) => <OneLink key={a.linkId} around={a} onIntroduce={mayIntroduce ? (c) => setAsked(asking(enterprise.id, a, c)) : undefined} />)}
        </ul>
        {all.length > limit && <Button size="small" onClick={() => setLimit(all.length)}>{t('supply.around.more', { total: all.length })}</Button>}
      </section>
      {(mayIntroduce || (introductions.data?.total ?? 0) > 0) && (
        <section className="card" aria-label={t('supply.intro.title')}>
          <div className="card-head"><h2>{t('supply.intro.title')}</h2>{mayIntroduce && <Button size="small" onClick={() => setAsked({ from: enterprise.id })}>{t('supply.intro.add')}</Button>}</div>
          {introductions.error && <ProblemNotice title={t('error.load')} error={introductions.error} onRetry={() => void introductions.refetch()} />}
          {introductions.data?.total === 0 && <p className="quiet">{t('supply.intro.none')}</p>}
          {introductions.data && <IntroductionList items={introductions.data.items} />}
        </section>
      )}
      {asked && <Suspense><IntroductionForm start={asked} name={enterprise.name} onClose={() => setAsked(undefined)} /></Suspense>}
    </>
  )
}

/** What is known already of an introduction of a candidate. A lead is not a firm of the library yet, so only its name goes along. */
const asking = (from: string, a: AroundLink, c: AroundCandidate): IntroductionIn => ({
  from, link: a.linkId, side: a.side, reason: c.why.zh, target: c.kind === 'target' ? c.id : undefined, firm: c.enterprise ? { id: c.enterprise, name: c.name } : { name: c.name },
})

function OneLink({ around: a, onIntroduce }: { around: AroundLink; onIntroduce?: (c: AroundCandidate) => void }) {
  const { t } = useTranslation()
  const to = (c: AroundCandidate) => (c.kind === 'lead' ? paths.lead(c.id) : c.kind === 'target' ? `${paths.targets}?one=${encodeURIComponent(c.id)}` : paths.enterprise(c.id))
  return (
    <li>
      <div className="line">
        <span><span className="quiet">{t(`supply.around.side.${a.side as 'upstream'}`)}</span> <strong>{a.link}</strong> <span className="fine">{a.segment}</span></span>
        <span className="tags">{a.thin && <Tag tone="warn">{t('supply.around.thin')}</Tag>}<Tag tone={tones[a.state] ?? 'plain'}>{t(`supply.around.state.${a.state as 'empty'}`)}</Tag></span>
      </div>
      <ul className="fine">{a.why.slice(0, 2).map((why) => <li key={why.zh}>{saying(why)}</li>)}</ul>
      {a.here.length > 0 && <span className="fine in-text">{t('supply.around.here')}{t('common.colon')}{a.here.map((f, i) => <span key={f.id}>{i > 0 && t('common.comma')}<Link to={paths.enterprise(f.id)}>{f.name}</Link></span>)}</span>}
      {a.candidates.length === 0 ? <span className="fine">{t('supply.around.noCandidates')}</span> : (
        <ul aria-label={t('supply.around.candidates')}>
          {a.candidates.slice(0, 4).map((c) => (
            <li key={`${c.kind} ${c.id}`} className="line">
              <span><Tag tone="accent">{t(`supply.around.kind.${c.kind as 'lead'}`)}</Tag> <Link to={to(c)} title={saying(c.why)}>{c.name}</Link>{c.kind === 'lead' && c.why.zh !== a.why[0]?.zh && c.why.zh.startsWith('线索') && <span className="fine"> {saying(c.why)}</span>}</span>
              {onIntroduce && c.kind !== 'lead' ? <Button size="small" aria-label={t('supply.around.introduceOf', { name: c.name })} onClick={() => onIntroduce(c)}>{t('supply.around.introduce')}</Button> : <span />}
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
