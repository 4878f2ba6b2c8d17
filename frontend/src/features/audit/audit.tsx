import { Button, Input, Skeleton } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useColleagues } from '@/shared/api/colleagues'
import type { AuditRow } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { deviceName } from '@/shared/device'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { Field } from '@/shared/ui/field'
import { ForAdmins } from '@/shared/ui/for-admins'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { asksForLess, readFilter, writeFilter, type AuditFilter } from './filter'
import { useAudit } from './requests'
import { actions, kinds, Sentence, useActionName, useKindName } from './sentence'
import './audit.css'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('audit.title'))
  return <ForAdmins><Audit /></ForAdmins>
}

function Audit() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const filter = readFilter(params)
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useAudit(filter)
  const entries = data?.pages.flatMap((page) => page.items) ?? []
  const change = (part: Partial<AuditFilter>) => setParams(writeFilter({ ...filter, ...part }))
  const clear = () => setParams({})
  const one = filter.objectId && entries.find((entry) => entry.objectId?.startsWith(filter.objectId))

  return (
    <>
      <PageHead title={t('audit.title')} line={t('audit.line')} />
      <Filter filter={filter} onChange={change} onClear={clear} />
      {filter.objectId && <p className="only">{t('audit.ofOne', { name: (one && one.leadName) || filter.objectId })} <Button size="small" onClick={() => change({ objectId: '' })}>{t('audit.all')}</Button></p>}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void (data ? fetchNextPage() : refetch())} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {entries.length > 0 && (
        <ol className="card audit" aria-label={t('audit.list')}>
          {entries.map((entry) => <Entry key={entry.id} entry={entry} onOnly={filter.objectId ? undefined : (objectId) => change({ objectId })} />)}
        </ol>
      )}
      {data && (
        <div className="audit-end" role="status">
          {entries.length > 0 && <span className="quiet">{t('audit.shown', { count: entries.length })}</span>}
          {hasNextPage ? <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('audit.more')}</Button> : entries.length > 0 && <span className="quiet">{t('audit.end')}</span>}
        </div>
      )}
      {data && entries.length === 0 && !hasNextPage && (asksForLess(filter)
        ? <Nothing title={t('audit.noneTitle')} text={t('audit.noneText')} action={<Button type="primary" onClick={clear}>{t('audit.clear')}</Button>} />
        : <Nothing title={t('audit.emptyTitle')} text={t('audit.line')} />)}
    </>
  )
}

function Entry({ entry, onOnly }: { entry: AuditRow; onOnly: ((objectId: string) => void) | undefined }) {
  const { t } = useTranslation()
  const unitName = useUnitName()
  const self = entry.object === 'user' && entry.objectId === entry.by
  const about = self ? undefined : entry.leadId ?? entry.objectId
  const where = [entry.unit && unitName(entry.unit), entry.address && t('audit.address', { address: entry.address }), entry.device && deviceName(entry.device)].filter(Boolean).join(' · ')
  return (
    <li>
      <time className="number quiet" dateTime={entry.at}>{formatTime(entry.at)}</time>
      <div>
        <p><Sentence entry={entry} /></p>
        <p className="fine" title={entry.device}>{where}{about && onOnly && <> {where && '· '}<button type="button" className="plain-button" onClick={() => onOnly(about)}>{t('audit.only')}</button></>}</p>
      </div>
    </li>
  )
}

function Filter({ filter, onChange, onClear }: { filter: AuditFilter; onChange: (part: Partial<AuditFilter>) => void; onClear: () => void }) {
  const { t } = useTranslation()
  const actionName = useActionName()
  const kindName = useKindName()
  const options = (names: readonly string[], chosen: string, nameOf: (name: string) => string) =>
    [...new Set([...names, ...(chosen ? [chosen] : [])])].map((name) => <option key={name} value={name}>{nameOf(name)}</option>)
  return (
    <search className="audit-filter">
      <Person by={filter.by} onChange={(by) => onChange({ by })} />
      <Field label={t('audit.action')}>
        {({ id }) => <select id={id} className="select" value={filter.action} onChange={(event) => onChange({ action: event.target.value })}><option value="">{t('audit.anyAction')}</option>{options(actions, filter.action, actionName)}</select>}
      </Field>
      <Field label={t('audit.object')}>
        {({ id }) => <select id={id} className="select" value={filter.object} onChange={(event) => onChange({ object: event.target.value })}><option value="">{t('audit.anyObject')}</option>{options(kinds, filter.object, kindName)}</select>}
      </Field>
      <Field label={t('audit.from')}>{({ id }) => <Input id={id} type="date" value={filter.from} max={filter.to || undefined} onChange={(event) => onChange({ from: event.target.value })} />}</Field>
      <Field label={t('audit.to')}>{({ id }) => <Input id={id} type="date" value={filter.to} min={filter.from || undefined} onChange={(event) => onChange({ to: event.target.value })} />}</Field>
      {asksForLess(filter) && <Button type="link" onClick={onClear}>{t('audit.clear')}</Button>}
    </search>
  )
}

/** A login, chosen by name too. Any is taken: the log has sign-ins under names that nobody has. */
function Person({ by, onChange }: { by: string; onChange: (by: string) => void }) {
  const { t } = useTranslation()
  const list = useId()
  const colleagues = useColleagues().data?.items ?? []
  const [typed, setTyped] = useState(by)
  const [asked, setAsked] = useState(by)
  if (asked !== by) { // the address changed: the box follows it
    setAsked(by)
    setTyped(by)
  }
  const settle = (text: string) => {
    const named = colleagues.filter((c) => c.name === text.trim())
    const login = named.length === 1 && named[0] ? named[0].login : text.trim()
    if (login !== by) onChange(login)
  }
  return (
    <Field label={t('audit.by')}>
      {({ id }) => (
        <>
          <Input id={id} list={list} value={typed} maxLength={64} allowClear autoComplete="off" placeholder={t('audit.byHint')}
            onChange={(event) => {
              setTyped(event.target.value)
              if (!event.target.value || colleagues.some((c) => c.login === event.target.value)) settle(event.target.value)
            }}
            onBlur={() => settle(typed)} onPressEnter={() => settle(typed)} />
          <datalist id={list}>{colleagues.map((c) => <option key={c.login} value={c.login}>{c.name}</option>)}</datalist>
        </>
      )}
    </Field>
  )
}
