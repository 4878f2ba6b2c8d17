import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatMu, formatWan, parseMu, parseWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import type { LeadField } from '@/shared/lead-fields'
import { changedFields, type Values } from './change'

/** Two people changed the same lead: theirs beside mine, field by field. */
export function Conflict({ base, theirs, mine, changed, onTake, onKeep }: {
  base: Values
  theirs: Values
  mine: Values
  changed: readonly (LeadField | 'text')[]
  onTake: () => void
  onKeep: () => void
}) {
  const { t } = useTranslation()
  const byThem = changedFields(base, theirs)
  const rows = [...new Set([...byThem, ...changed])]
  const shown = (field: LeadField | 'text', values: Values) => {
    const text = field === 'investment' ? formatWan(parseWan(values.investment), currentLanguage()) : field === 'land' ? formatMu(parseMu(values.land), currentLanguage()) : values[field]
    return text || values[field] || <span className="quiet">{t('lead.empty')}</span>
  }
  return (
    <div className="conflict">
      <Alert type="warning" showIcon role="alert" className="notice" title={t('lead.conflictTitle')} description={t('lead.conflictText')} />
      <table>
        <thead><tr><th scope="col">{t('lead.fieldName')}</th><th scope="col">{t('lead.theirs')}</th><th scope="col">{t('lead.mine')}</th></tr></thead>
        <tbody>
          {rows.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`field.${field}`)}</th>
              <td className={byThem.includes(field) ? 'changed' : undefined}>{shown(field, theirs)}</td>
              <td className={changed.includes(field) ? 'changed' : undefined}>{changed.includes(field) ? shown(field, mine) : <span className="quiet">{t('lead.notChanged')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!byThem.some((field) => changed.includes(field)) && <p>{t('lead.conflictSame')}</p>}
      <div className="actions">
        <Button type="primary" onClick={onKeep}>{t('lead.reapply')}</Button>
        <Button onClick={onTake}>{t('lead.take')}</Button>
      </div>
    </div>
  )
}
