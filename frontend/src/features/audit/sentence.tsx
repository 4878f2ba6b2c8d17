import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { AuditRow } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { zh } from '@/shared/i18n/zh'
import { paths } from '@/shared/paths'

type Action = keyof typeof zh.audit.actions
type Kind = keyof typeof zh.audit.objects
export const actions = Object.keys(zh.audit.actions) as Action[]
export const kinds = Object.keys(zh.audit.objects) as Kind[]

const has = <T extends object>(of: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(of, key)

export function useActionName() {
  const { t } = useTranslation()
  return (action: string) => (has(zh.audit.actions, action) ? t(`audit.actions.${action}`) : action)
}

export function useKindName() {
  const { t } = useTranslation()
  return (kind: string) => (has(zh.audit.objects, kind) ? t(`audit.objects.${kind}`) : kind)
}

/** An entry as a sentence: who did what to which record. */
export function Sentence({ entry }: { entry: AuditRow }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const unitName = useUnitName()
  const actionName = useActionName()
  const kindName = useKindName()
  const { action, object = '', objectId = '', note = '' } = entry
  const who = <strong>{entry.by ? nameOf(entry.by) : t('audit.system')}</strong>
  const lead = entry.leadId && (entry.leadName
    ? <Link to={paths.lead(entry.leadId)}>{t('audit.lead', { name: entry.leadName })}</Link>
    : <span className="quiet">{t('audit.gone', { id: entry.leadId })}</span>)

  if (has(zh.audit.did, action)) {
    const other = object === 'user' && objectId && objectId !== entry.by
    return <>{who} {t(`audit.did.${action}`)}{other && t('audit.of', { who: nameOf(objectId) })}{note && <Note text={note} />}</>
  }
  if (object === 'attachment' && lead && has(zh.audit.attachment, action)) {
    const file = t('audit.file', { name: action === 'change' ? note.replace(/^removed /, '') : note })
    return <>{who} {filled(t(`audit.attachment.${action}`, { lead: '\u0000', what: file }), lead)}</>
  }
  // A record whose name is the note is called by it; one without a name is not called by its id, which tells nobody anything.
  const byNote = note !== '' && calledByNote.has(object) && !/^(removed|deleted|merged)\b/.test(note)
  const setting = has(zh.settings.tabs, objectId) ? t(`settings.tabs.${objectId}`) : objectId
  const named = { user: nameOf(objectId), unit: unitName(objectId), setting, job: objectId, points: objectId }[object] ?? entry.name ?? (byNote ? note : '')
  const page = { enterprise: paths.enterprise, park: paths.park, event: paths.event, report: paths.report, leadership: paths.chainLeader }[object]
  const called = named && (page && objectId ? <Link to={page(objectId)}>“{named}”</Link> : `“${named}”`)
  const what = lead || <>{kindName(object)}{called && ' '}{called}</>
  const known = has(zh.audit.sentence, action) && action !== 'other'
  const pattern = known ? t(`audit.sentence.${action}`, { what: '\u0000' }) : t('audit.sentence.other', { action: actionName(action), what: '\u0000' })
  return <>{who} {filled(pattern, what)}{note && !byNote && <Note text={note} />}</>
}

/** Kinds whose entries carry the record's name as their note. */
const calledByNote = new Set(['leadership', 'robot', 'savedView', 'report', 'event', 'indicatorReview', 'plan'])

/** The sentence with a part of the page in its blank. */
function filled(pattern: string, part: ReactNode) {
  const [before, after] = pattern.split('\u0000')
  return <>{before}{part}{after}</>
}

/** What else was noted; the service's own words for it are told in the reader's language. */
function Note({ text }: { text: string }) {
  const { t } = useTranslation()
  const [, how, what = ''] = /^(removed|deleted|merged|role=)\s?(.+)$/.exec(text) ?? []
  const [, rows] = /^(\d+) rows$/.exec(text) ?? []
  const role = (name: string) => (has(zh.role, name) ? t(`role.${name}`) : name)
  const said = has(zh.audit.notes, text) ? t(`audit.notes.${text}`)
    : has(zh.role, text) ? role(text)
    : how === 'role=' ? t('audit.noted.role', { role: role(what) })
    : how === 'merged' ? t('audit.noted.merged', { what })
    : how ? t('audit.noted.removed', { what })
    : rows ? t('audit.noted.rows', { count: Number(rows) })
    : text
  return <span className="quiet"> · {said}</span>
}
