import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FieldChange, ImportRow } from '@/shared/api/types'
import { formatDate, formatMu, formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { bodyPath, type LeadField } from '@/shared/lead-fields'
import { paths } from '@/shared/paths'
import { Tag } from '@/shared/ui/tag'
import { FateTag } from './tags'
import { isFate } from './requests'

/** What becomes of each row of the file, and why. */
export function Rows({ rows }: { rows: ImportRow[] }) {
  const { t } = useTranslation()
  return (
    <ol className="import-rows" aria-label={t('imports.rows')}>
      {rows.map((row) => (
        <li key={row.row}>
          <span className="number quiet">{t('imports.row', { row: row.row })}</span>
          <span className="tags">{isFate(row.fate) && <FateTag fate={row.fate} />}{row.outcome && <Tag tone={row.outcome === 'kept' ? 'warn' : 'muted'}>{t(`imports.outcome.${row.outcome}`)}</Tag>}</span>
          <span className="import-what">
            {row.leadId ? <Link className="strong" to={paths.lead(row.leadId)}>{row.name || row.leadId}</Link> : <span className="strong">{row.name || t('common.none')}</span>}
            {row.enterprise && <span className="quiet">{row.enterprise}</span>}
          </span>
          <div className="import-why"><Why row={row} /></div>
        </li>
      ))}
    </ol>
  )
}

function Why({ row }: { row: ImportRow }) {
  const { t } = useTranslation()
  const said = (fault: ImportRow['faults'][number]) => (fault.column ? t(fault.value ? 'imports.fault' : 'imports.faultPlain', { ...fault }) : fault.message)
  return (
    <>
      {row.fate === 'skipped' && <p className="quiet">{t('imports.skipped')}</p>}
      {row.clash && <Clash clash={row.clash} />}
      {row.faults.length > 0 && <ul>{row.faults.map((fault, i) => <li key={i}>{said(fault)}</li>)}</ul>}
      {row.changes.length > 0 && <ul className="field-changes">{row.changes.map((change, i) => <li key={i}><Change change={change} /></li>)}</ul>}
      {row.notes.length > 0 && <ul className="quiet">{row.notes.map((note, i) => <li key={i}>{said(note)}</li>)}</ul>}
    </>
  )
}

function Clash({ clash }: { clash: NonNullable<ImportRow['clash']> }) {
  const { t } = useTranslation()
  const firm = clash.why === 'firm'
  const key = firm ? (clash.owner ? 'firm' : 'firmPool') : clash.owner ? 'project' : 'projectPool'
  const owner = clash.unit ? t('imports.clash.unit', { owner: clash.owner, unit: clash.unit }) : clash.owner
  return (
    <p>
      {t(`imports.clash.${key}`, { enterprise: clash.enterprise, owner, date: formatDate(clash.since) })}
      {clash.leadId && <> <Link to={paths.lead(clash.leadId)}>{clash.name || t('imports.clash.look')}</Link></>}
    </p>
  )
}

const others = ['stage', 'owner', 'contacts', 'members', 'reason'] as const

function Change({ change }: { change: FieldChange }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  const field = (Object.keys(bodyPath) as (LeadField | 'text')[]).find((name) => bodyPath[name] === change.field)
  const other = others.find((name) => name === change.field)
  const shown = (value: string) => {
    if (change.field === 'investmentWan') return formatWan(Number(value), language)
    if (change.field === 'landMu') return formatMu(Number(value), language)
    if (change.field === 'stage') return value in stageKeys ? t(`stage.${value as keyof typeof stageKeys}`) : value
    return value.length > 60 ? `${value.slice(0, 60)}…` : value
  }
  return (
    <>
      <span className="quiet">{field ? t(`field.${field}`) : other ? t(`imports.changed.${other}`) : change.field}{t('common.colon')}</span>
      <del>{shown(change.from) || t('lead.empty')}</del><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span><ins>{shown(change.to) || t('lead.empty')}</ins>
    </>
  )
}

const stageKeys = { lead: 1, negotiating: 1, signed: 1, started: 1, completed: 1, producing: 1, at_capacity: 1, paused: 1, lost: 1 }
