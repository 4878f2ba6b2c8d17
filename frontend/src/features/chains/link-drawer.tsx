import { Drawer, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { FirmOnLink, LinkSight } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { usePlanLabels } from '@/shared/match/labels'
import { useStageLabel } from '@/shared/stages'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import { Call, Reasons, StateTag } from './marks'
import { useCalls } from './requests'

/** Everybody on one link, and who to call next. */
export default function LinkDrawer({ link, onClose }: { link: LinkSight; onClose: () => void }) {
  const { t } = useTranslation()
  const label = usePlanLabels()
  const stageLabel = useStageLabel()
  const names = useNames()
  const language = currentLanguage()
  const held = (owner: string) => (owner ? t('chains.link.held', { name: names(owner) }) : t('chains.link.unheld'))
  const stages = Object.entries(link.stages).map(([stage, count]) => t('chains.link.stages', { stage: stageLabel(stage), count }))
  return (
    <Drawer open onClose={onClose} title={link.link} size={600} closable={{ 'aria-label': t('chains.link.close') }}>
      <div className="link-sections">
        <div>
          <p className="tags"><StateTag state={link.state} /><Tag>{label.position(link.position)}</Tag><Tag tone="accent">{label.strategy(link.strategy)}</Tag></p>
          <p>{link.description}</p>
          <p className="fine">{link.source}</p>
        </div>
        <section aria-label={t('chains.link.why', { score: link.score })}>
          <h3>{t('chains.link.why', { score: link.score })}</h3>
          <Reasons gap={link} />
          <p className="fine">{link.state === 'landed' && t('chains.link.divided')} {t('chains.link.ours')}</p>
        </section>
        <Calls id={link.linkId} />
        <Firms title={t('chains.link.firms', { count: link.firmsHere.length })} firms={link.firmsHere} note={(f) => f.source ?? ''} />
        <Section title={t('chains.link.projects', { count: link.planProjects.length })} none={link.planProjects.length === 0}>
          {link.planProjects.map((p) => (
            <li key={p.source}>
              <div className="line">{p.leadId ? <Link to={paths.lead(p.leadId)}>{p.name}</Link> : <span>{p.name}</span>}<span className="number quiet">{formatWan(p.investmentWan, language)}</span></div>
              <p className="fine">{[p.owners.join(t('common.comma')), p.park, p.source, t(p.leadId ? 'chains.link.taken' : 'chains.link.notTaken')].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </Section>
        <Section title={t('chains.link.leads', { count: link.leads })} none={link.leadsHere.length === 0} head={stages.length > 0 && <p className="fine">{stages.join(' · ')}</p>}>
          {link.leadsHere.map((l) => (
            <li key={l.id}>
              <div className="line"><Link to={paths.lead(l.id)}>{l.name}</Link><span className="tags">{l.demo && <DemoTag />}<StageTag stage={l.stage} /></span></div>
              <p className="fine">{[l.enterprise, formatWan(l.investmentWan, language), held(l.owner)].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
          {link.moreLeads > 0 && <li><Link to={`${paths.leads}?segment=${encodeURIComponent(link.segment)}`}>{t('chains.link.more', { count: link.moreLeads })}</Link></li>}
        </Section>
        <Firms title={t('chains.link.targets', { count: link.targets })} firms={link.targetFirms} note={(f) => [t(`firm.states.${f.state}`), held(f.owner)].join(' · ')}
          more={link.moreTargets > 0 && <li><Link to={`${paths.enterprises}?link=${encodeURIComponent(link.linkId)}`}>{t('chains.link.more', { count: link.moreTargets })}</Link></li>} />
        {link.neededBy.length > 0 && <Firms title={t('chains.link.needed', { count: link.neededBy.length })} firms={link.neededBy} note={(f) => t(`chains.side.${f.side}`)} />}
      </div>
    </Drawer>
  )
}

function Section({ title, none, head, children }: { title: string; none: boolean; head?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation()
  return <section aria-label={title}><h3>{title}</h3>{head}{none ? <p className="quiet">{t('chains.link.none')}</p> : <ul>{children}</ul>}</section>
}

function Firms({ title, firms, note, more }: { title: string; firms: readonly FirmOnLink[]; note: (firm: FirmOnLink) => string; more?: ReactNode }) {
  return (
    <Section title={title} none={firms.length === 0}>
      {firms.map((f) => <li key={f.id + f.side}><Link to={paths.enterprise(f.id)}>{f.name}</Link> {f.demo && <DemoTag />} <span className="fine">{note(f)}</span></li>)}
      {more}
    </Section>
  )
}

function Calls({ id }: { id: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, refetch } = useCalls([id], 8)
  const calls = data?.items[0]
  return (
    <section aria-label={t('chains.link.calls')}>
      <h3>{t('chains.link.calls')}</h3>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {calls?.calls.length === 0 && (
        <>
          <p className="quiet">{t('chains.link.callsNone')} {me.mayWriteLeads && t('chains.link.callsNoneAct')}</p>
          {me.mayWriteLeads && <p className="actions"><LinkButton size="small" to={paths.capture}>{t('leads.write')}</LinkButton><LinkButton size="small" to={paths.enterprises}>{t('nav.enterprises')}</LinkButton></p>}
        </>
      )}
      {calls && calls.calls.length > 0 && <ol>{calls.calls.map((c) => <li key={`${c.kind} ${c.id ?? c.name}`}><Call call={c} /></li>)}</ol>}
      {calls && calls.total > calls.calls.length && <p className="fine">{t('chains.link.moreCalls', { count: calls.total })}</p>}
    </section>
  )
}
