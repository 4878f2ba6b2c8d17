import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from '@ant-design/icons'
import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { columnNames, type ColumnName } from '@/shared/list-state'
import { Popup } from '@/shared/ui/popup'
import { arranged, moved } from './columns'

/** Which columns the table shows, and in which order. */
export function ColumnChoice({ chosen, onChange }: { chosen: ColumnName[]; onChange: (columns: ColumnName[] | undefined) => void }) {
  const { t } = useTranslation()
  return (
    <div className="column-choice">
      <Popup label={t('finding.columns')} icon={<TableOutlined aria-hidden />} text={t('finding.columns')}>
        <fieldset>
          <legend>{t('finding.columnsTitle')}</legend>
          {arranged(chosen, columnNames).map((name) => {
            const at = chosen.indexOf(name)
            const column = t(`finding.column.${name}`)
            const last = at >= 0 && chosen.length === 1
            return (
              <div key={name} className="column-line">
                <Checkbox checked={at >= 0} disabled={last} title={last ? t('finding.noColumns') : undefined}
                  onChange={(event) => onChange(event.target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))}>{column}</Checkbox>
                {at >= 0 && (
                  <span>
                    <Button type="text" size="small" icon={<ArrowUpOutlined aria-hidden />} aria-label={t('finding.up', { column })} disabled={at === 0} onClick={() => onChange(moved(chosen, name, -1))} />
                    <Button type="text" size="small" icon={<ArrowDownOutlined aria-hidden />} aria-label={t('finding.down', { column })} disabled={at === chosen.length - 1} onClick={() => onChange(moved(chosen, name, 1))} />
                  </span>
                )}
              </div>
            )
          })}
          <Button type="link" size="small" onClick={() => onChange(undefined)}>{t('finding.usual')}</Button>
        </fieldset>
      </Popup>
    </div>
  )
}
