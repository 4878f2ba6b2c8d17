import { useTranslation } from 'react-i18next'
import type { Import, ImportColumn } from '@/shared/api/types'
import { currentLanguage } from '@/shared/i18n'
import { columnNames } from './column-names'

/** Which column of the file was read as what. */
export function Columns({ one }: { one: Import }) {
  const { t } = useTranslation()
  const named = one.columns.filter((column) => column.heading)
  const language = currentLanguage()
  const as = (column: ImportColumn) => {
    const name = columnNames[language][column.key] ?? column.key
    if (column.ignored === 'shown' || column.ignored === 'twice') return <span className="quiet">{name} · {t(`imports.${column.ignored}`)}</span>
    if (!column.key) return <span className="quiet">{t('imports.unknown')}</span>
    return <>{name}{column.unit && <span className="quiet"> · {t('imports.unit', { unit: column.unit })}</span>}</>
  }
  return (
    <details className="card import-columns">
      <summary>{t('imports.columns')}</summary>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('imports.columnIn')}</th><th scope="col">{t('imports.columnAs')}</th></tr></thead>
        <tbody>{named.map((column, i) => <tr key={i}><th scope="row">{column.heading}</th><td>{as(column)}</td></tr>)}</tbody>
      </table>
    </details>
  )
}
