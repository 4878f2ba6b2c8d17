import { EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Skeleton } from 'antd'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { useAllLinks } from '@/shared/api/firms'
import { keys } from '@/shared/api/keys'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Contact, Enterprise } from '@/shared/api/types'
import { ChannelInput } from '@/shared/firm/channel-input'
import { ReportCard } from '@/shared/first-report/report-card'
import { formatDate, formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { InPlace } from '@/shared/in-place/in-place'
import { useMe } from '@/shared/me'
import { pageOf, paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag, Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useEditEnterprise, type TextField } from './edit-in-place'
import { EnterpriseHistory } from './history'
import { fetchEnterprise, useChangeEnterprise, useEnterprise, useLeadsOf, useReveal } from './requests'

const EnterpriseForm = lazy(() => import('@/shared/firm/enterprise-form'))
const MergeEnterprise = lazy(() => import('./merge'))
const Around = lazy(() => import('./around'))

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const toast = useToast()
  const { data, error, refetch } = useEnterprise(id)
  useTitle(data?.name ?? t('firm.one'))
  const movedTo = error instanceof ApiProblem && error.code === 'merged' ? pageOf(error.location) : ''
  useEffect(() => {
    if (!movedTo) return
    toast(t('firm.movedOn'), 'plain')
    void navigate(movedTo, { replace: true })
  }, [movedTo, navigate, toast, t])
  if (data) return <Page key={id} enterprise={data} />
  if (movedTo) return null
  if (statusOf(error) === 404) {
    return <Nothing title={t('firm.notFoundTitle')} text={t('firm.notFoundText')} action={<LinkButton type="primary" to={paths.enterprises}>{t('firm.back')}</LinkButton>} />
  }
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const [open, setOpen] = useState<'edit' | 'merge' | 'hand' | undefined>()
  const change = useChangeEnterprise(enterprise.id)
  const toast = useToast()
  const names = useNames()
  const latest = (now: Enterprise) => client.setQueryData(keys.enterprise(enterprise.id), now)
  const give = (owner: string, said: string) => change.mutate({ rev: enterprise.rev, patch: { owner } }, { onSuccess: () => toast(said) })
  const mayChange = me.mayWriteLeads && enterprise.open
  return (
    <>
      <p className="back"><Link to={paths.enterprises}>← {t('firm.back')}</Link></p>
      <PageHead title={enterprise.name}
        line={
          <span className="tags">
            <Tag tone={enterprise.incumbent ? 'good' : 'accent'}>{t(`firm.states.${enterprise.state as 'new'}`)}</Tag>
            {enterprise.incumbent && <Tag tone="good">{t('firm.incumbent')}</Tag>}
            {enterprise.tiers.map((tier) => <Tag key={tier} tone="accent">{tier}</Tag>)}
            {enterprise.demo && <DemoTag />}
            <span>{t('firm.owner')}{t('common.colon')}{enterprise.owner ? [names(enterprise.owner), enterprise.unit].filter(Boolean).join(' · ') : t('firm.noOwner')}</span>
          </span>
        }
        actions={mayChange && (
          <>
            {!enterprise.owner && <Button loading={change.isPending} onClick={() => give(me.username, t('firm.taken'))}>{t('firm.take')}</Button>}
            {(enterprise.owner === me.username || (enterprise.owner && me.mayReview)) && <Button onClick={() => setOpen('hand')}>{t('firm.handOver')}</Button>}
            {me.mayReview && <Button onClick={() => setOpen('merge')}>{t('merging.enterprise')}</Button>}
            <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={() => setOpen('edit')}>{t('firm.edit')}</Button>
          </>
        )} />
      {change.error && <ProblemNotice title={t('firm.failed')} error={change.error} />}
      <div className="lead-page">
        <div>
          <Facts enterprise={enterprise} may={mayChange} onLatest={latest} />
          <Chains enterprise={enterprise} />
          <Suspense><Around enterprise={enterprise} /></Suspense>
          <Leads id={enterprise.id} />
          <Section title={t('firm.projects')} empty={enterprise.planProjects.length === 0 && t('firm.noProjects')}>
            <ul className="plain-list">
              {enterprise.planProjects.map((p) => (
                <li key={p.source}><strong>{p.name}</strong><span className="quiet"> · {p.source}{p.investmentWan ? ` · ${formatWan(p.investmentWan, currentLanguage())}` : ''}{p.park ? ` · ${p.park}` : ''}</span></li>
              ))}
            </ul>
          </Section>
        </div>
        <div>
          {enterprise.firstReport && (
            <section className="card" aria-labelledby="report-title"><h2 id="report-title">{t('firstReport.title')}</h2><ReportCard report={enterprise.firstReport} /></section>
          )}
          {enterprise.open ? (
            <>
              <Contacts enterprise={enterprise} />
              {enterprise.memo && <Section title={t('firm.memo')}><p className="evidence-text">{enterprise.memo}</p></Section>}
              <Section title={t('firm.history')}><EnterpriseHistory enterprise={enterprise} /></Section>
            </>
          ) : <Alert type="info" showIcon title={t('firm.closed')} />}
        </div>
      </div>
      {open === 'edit' && (
        <Suspense>
          <EnterpriseForm enterprise={enterprise} onClose={() => setOpen(undefined)} onSaved={latest}
            onChange={async ({ rev, patch }) => {
              try {
                return { saved: await change.mutateAsync({ rev, patch }) }
              } catch (error) {
                change.reset()
                if (statusOf(error) !== 412) throw error
                const newest = await fetchEnterprise(enterprise.id)
                latest(newest)
                return { newest }
              }
            }} />
        </Suspense>
      )}
      {open === 'merge' && <Suspense><MergeEnterprise enterprise={enterprise} onClose={() => setOpen(undefined)} /></Suspense>}
      {open === 'hand' && <HandOver enterprise={enterprise} onClose={() => setOpen(undefined)} onGiveUp={() => { setOpen(undefined); give('', t('firm.givenUp')) }} />}
    </>
  )
}

function Section({ title, empty, children }: { title: string; empty?: string | false; children: ReactNode }) {
  return <section className="card" aria-label={title}><h2>{title}</h2>{empty ? <p className="quiet">{empty}</p> : children}</section>
}

function Facts({ enterprise: e, may, onLatest }: { enterprise: Enterprise; may: boolean; onLatest: (now: Enterprise) => void }) {
  const { t } = useTranslation()
  const person = useNames()
  const [on, setOn] = useState(e)
  const save = useEditEnterprise(e.id, (now) => {
    onLatest(now)
    setOn(now) // who saves again after a clash has seen what it is now
  })
  const text = (field: TextField) => (may || e[field]) && (
    <InPlace label={t(`firm.${field}`)} text={e[field] ?? ''} may={may} several={field === 'note'} onOpen={() => setOn(e)} save={(typed) => save(on, field, typed)}
      box={({ onChange, ...control }) => field === 'note' ? <Input.TextArea {...control} autoSize={{ minRows: 3, maxRows: 12 }} onChange={(event) => onChange(event.target.value)} />
        : field === 'channel' ? <ChannelInput {...control} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
          : <Input {...control} autoComplete="off" onChange={(event) => onChange(event.target.value)} />}>
      {e[field] || <span className="quiet">{t('leadPage.fillIn')}</span>}
    </InPlace>
  )
  const join = (list: string[]) => list.join(t('common.comma'))
  const names = (list: Enterprise['group'], arrow = t('common.comma')) => list.map((g, i) => <span key={g.id}>{i > 0 && arrow}<Link to={paths.enterprise(g.id)}>{g.name}</Link></span>)
  const rows: [string, ReactNode][] = [
    [t('firm.creditCode'), text('creditCode')], [t('firm.formerNames'), join(e.formerNames)], [t('firm.aliases'), join(e.aliases)],
    [t('firm.segments'), join(e.segments)], [t('firm.place'), text('place')], [t('firm.channel'), text('channel')], [t('firm.tags'), join(e.tags)],
    [t('firm.state'), `${t(`firm.states.${e.state as 'new'}`)}${e.stateAt ? ` · ${t('firm.stateSince', { date: formatDate(e.stateAt) })}` : ''}`],
    [t('firm.group'), e.group.length > 0 && names(e.group, ' › ')], [t('firm.subsidiaries'), e.subsidiaries.length > 0 && names(e.subsidiaries)],
    [t('firm.members'), join(e.members.map(person))], [t('firm.source'), e.source], [t('firm.note'), text('note')], [t('firm.createdBy'), person(e.createdBy)], [t('firm.updatedAt'), formatTime(e.updatedAt)],
  ]
  return (
    <Section title={t('firm.facts')}>
      <dl className="facts">{rows.filter(([, value]) => value).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </Section>
  )
}

function Chains({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation()
  const { data } = useAllLinks()
  const link = (id: string) => data?.items.find((k) => k.id === id)
  return (
    <Section title={t('firm.chain')} empty={enterprise.chain.length === 0 && t('firm.noChain')}>
      <div className="sides">
        {(['upstream', 'here', 'downstream'] as const).map((side) => {
          const of = enterprise.chain.filter((c) => c.side === side)
          return of.length > 0 && (
            <div key={side}>
              <h3>{t(`firm.side.${side}`)}</h3>
              <ul>{of.map((c) => <li key={c.link}><Link to={`${paths.enterprises}?link=${encodeURIComponent(c.link)}`}>{link(c.link)?.name ?? c.link}</Link><br /><span className="fine">{link(c.link)?.segment}</span></li>)}</ul>
            </div>
          )
        })}
      </div>
    </Section>
  )
}

function Leads({ id }: { id: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const { data, error, refetch } = useLeadsOf(id)
  return (
    <Section title={data ? `${t('firm.leads')}（${data.total}）` : t('firm.leads')} empty={data?.items.length === 0 && t('firm.noLeads')}>
      {error && <ProblemNotice error={error} title={t('error.load')} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      <ul className="plain-list">
        {data?.items.map((lead) => (
          <li key={lead.id}>
            <div className="line"><Link to={paths.lead(lead.id)} className="strong">{lead.name}</Link><span className="tags">{lead.contested && <Tag tone="warn">{t('firstReport.contested')}</Tag>}<StageTag stage={lead.stage} /></span></div>
            <div className="fine">{[names(lead.owner), lead.unit, formatWan(lead.investmentWan, currentLanguage()), lead.segment, formatDate(lead.updatedAt)].filter(Boolean).join(' · ')}</div>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Contacts({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation()
  const reveal = useReveal(enterprise.id)
  const contacts: Contact[] = reveal.data?.items ?? enterprise.contacts
  return (
    <Section title={t('firm.contacts')} empty={contacts.length === 0 && t('firm.noContacts')}>
      <ul className="plain-list">
        {contacts.map((c, i) => (
          <li key={i}><strong>{c.name}</strong>{c.title && <span className="quiet"> · {c.title}</span>}<div>{[c.phone, c.email, c.wechat].filter(Boolean).join(' · ')}</div>{c.note && <div className="fine">{c.note}</div>}</li>
        ))}
      </ul>
      {!enterprise.contactsOpen && !reveal.data && <p><Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>{t('firm.reveal')}</Button> <span className="fine">{t('firm.revealHint')}</span></p>}
      {reveal.error && <ProblemNotice error={reveal.error} />}
    </Section>
  )
}

function HandOver({ enterprise, onClose, onGiveUp }: { enterprise: Enterprise; onClose: () => void; onGiveUp: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [to, setTo] = useState('')
  const change = useChangeEnterprise(enterprise.id)
  const problem = change.error instanceof ApiProblem ? change.error : undefined
  return (
    <Modal open title={t('firm.handOverTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onGiveUp}>{t('firm.giveUp')}</Button><Button type="primary" htmlType="submit" form="hand-over" loading={change.isPending}>{t('firm.handOver')}</Button></div>}>
      <form id="hand-over" noValidate onSubmit={(event) => {
        event.preventDefault()
        if (to.trim()) change.mutate({ rev: enterprise.rev, patch: { owner: to.trim() } }, { onSuccess: () => { toast(t('firm.handedOver')); onClose() } })
      }}>
        {problem && !problem.fields.owner && <ProblemNotice title={t('firm.failed')} error={problem} />}
        <Field label={t('firm.handOverTo')} error={problem?.fields.owner}>{(control) => <Input {...control} value={to} autoComplete="off" onChange={(event) => setTo(event.target.value)} />}</Field>
      </form>
    </Modal>
  )
}
