import { useTranslation } from 'react-i18next'
import type { Change, Enterprise } from '@/shared/api/types'
import { formatTime } from '@/shared/format'

/** Who changed what, the latest first, and below it the same of the records that were merged in. */
export function EnterpriseHistory({ enterprise }: { enterprise: Enterprise }) {
  const { t } = useTranslation()
  return (
    <>
      <Changes changes={enterprise.history} />
      {enterprise.merged && enterprise.merged.length > 0 && (
        <>
          <h3 className="spaced">{t('firm.mergedSection')}</h3>
          {enterprise.merged.map((m) => (
            <details key={m.id}>
              <summary>{m.name}{m.creditCode && ` · ${m.creditCode}`}{m.owner && ` · ${m.owner}`}</summary>
              {m.memo && <p className="evidence-text">{m.memo}</p>}
              <Changes changes={m.history} />
            </details>
          ))}
        </>
      )}
    </>
  )
}

const fieldNames = ['name', 'creditCode', 'formerNames', 'aliases', 'note', 'memo', 'tiers', 'segments', 'chain', 'parent', 'place', 'state', 'channel', 'tags', 'members', 'contacts', 'owner', 'source'] as const

function Changes({ changes }: { changes: Change[] }) {
  const { t } = useTranslation()
  const said = (change: Change) => {
    const merged = change.fields?.find((f) => f.field === 'merged' || f.field === 'mergedInto')?.to ?? ''
    switch (change.action) {
      case 'created': return change.by ? t('firm.created') : t('firm.fromPlan')
      case 'held': return t('firm.held')
      case 'merged': return t('firm.merged', { name: merged })
      case 'mergedInto': return t('firm.mergedIntoAction', { name: merged })
      default: return t('firm.changed')
    }
  }
  const value = (field: string, text: string) => {
    if (!text) return t('lead.empty')
    if (field === 'state') return t(`firm.states.${text as 'new'}`)
    return text.length > 80 ? `${text.slice(0, 80)}…` : text
  }
  return (
    <ol className="timeline">
      {[...changes].reverse().map((change, i) => (
        <li key={`${change.at} ${i}`}>
          <div className="line"><span><strong>{change.by || t('firm.system')}</strong> {said(change)}</span><time className="quiet" dateTime={change.at}>{formatTime(change.at)}</time></div>
          <ul className="field-changes">
            {(change.fields ?? []).filter((f) => f.field !== 'merged' && f.field !== 'mergedInto').map((f) => {
              const name = fieldNames.find((known) => known === f.field)
              return (
                <li key={f.field}>
                  <span className="quiet">{name ? t(`firm.${name}`) : f.field === 'incumbent' ? t('firm.incumbent') : f.field}{t('common.colon')}</span>
                  <del>{value(f.field, f.from)}</del><span aria-hidden="true"> → </span><span className="sr-only">{t('lead.to')}</span><ins>{value(f.field, f.to)}</ins>
                </li>
              )
            })}
          </ul>
        </li>
      ))}
    </ol>
  )
}
