import { Drawer, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Indicators } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatNumber } from '@/shared/format'
import { paths } from '@/shared/paths'
import { inWords } from '@/shared/words'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag } from '@/shared/ui/tag'
import { useFigureRows } from './requests'

type Figure = Indicators['known'][number]

/** What the records give by themselves, by year; each number opens its projects. */
export function Known({ data }: { data: Indicators }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<{ figure: Figure; year: number }>()
  const years = data.known[0]?.years.map((y) => y.year) ?? []
  return (
    <section className="card" aria-labelledby="known-title">
      <h2 id="known-title">{t('indicators.known')}</h2>
      <p className="quiet form-line">{t('indicators.knownLine')} {data.reachName && t('indicators.scope', { name: data.reachName })}</p>
      <div className="indicator-scroll">
        <table className="indicator-table" aria-label={t('indicators.known')}>
          <thead><tr><th scope="col">{t('indicators.name')}</th>{years.map((y) => <th key={y} scope="col">{y}</th>)}</tr></thead>
          <tbody>
            {data.known.map((figure) => (
              <tr key={figure.key}>
                <th scope="row"><span className="strong">{t(`indicators.reckoned.${figure.key as 'signed'}`)}</span> ({t(figure.unit === '亿元' ? 'indicators.reckonedIn.money' : 'indicators.reckonedIn.projects')})<p className="fine">{t('indicators.knownHow')}{t('common.colon')}{inWords(figure)}</p></th>
                {figure.years.map((y) => (
                  <td key={y.year} className="number">
                    {y.value === 0 ? '0' : <button type="button" className="indicator-figure" aria-label={t('indicators.openFigure', { name: t(`indicators.reckoned.${figure.key as 'signed'}`), year: y.year, value: formatNumber(y.value) })} onClick={() => setOpen({ figure, year: y.year })}>{formatNumber(y.value)}</button>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {open && <RowsDrawer figure={open.figure} year={open.year} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

function RowsDrawer({ figure, year, onClose }: { figure: Figure; year: number; onClose: () => void }) {
  const { t } = useTranslation()
  const unitName = useUnitName()
  const { data, error, refetch } = useFigureRows(figure.key, year)
  return (
    <Drawer open onClose={onClose} title={t('indicators.figure', { name: t(`indicators.reckoned.${figure.key as 'signed'}`), year })} size={560} closable={{ 'aria-label': t('indicators.cancel') }}>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && <p className="quiet form-line">{inWords(figure)} {t('indicators.rows', { total: data.total })}</p>}
      {data && (
        <ol className="indicator-rows" aria-label={t('indicators.figure', { name: t(`indicators.reckoned.${figure.key as 'signed'}`), year })}>
          {data.items.map((row) => (
            <li key={row.id}>
              <div className="line"><Link to={paths.lead(row.id)} className="strong">{row.name}</Link><span className="number">{formatNumber(row.value)} {t(figure.unit === '亿元' ? 'indicators.reckonedIn.money' : 'indicators.reckonedIn.projects')}</span></div>
              <p className="quiet">{[row.enterprise, row.segment, unitName(row.unit), row.date].filter(Boolean).join(' · ')} {row.demo && <DemoTag />}</p>
            </li>
          ))}
        </ol>
      )}
      {data?.total === 0 && <p className="quiet">{t('indicators.rowsNone')}</p>}
    </Drawer>
  )
}
