import { Button, Skeleton } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import type { Indicator, Indicators } from '@/shared/api/types'
import { formatNumber } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { inWords } from '@/shared/words'
import { ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag } from '@/shared/ui/tag'
import { Known } from './known'
import { useIndicators } from './requests'
import { Reviews } from './reviews'
import { shownNumber, stateOf, states, StateTag, type State } from './states'
import './indicators.css'

const Detail = lazy(() => import('./detail'))

export function Component() {
  const { t } = useTranslation()
  useTitle(t('indicators.title'))
  const [params, setParams] = useSearchParams()
  const plan = params.get('plan') ?? ''
  const { data, error, refetch } = useIndicators(plan)
  return (
    <>
      <PageHead title={t('indicators.title')} line={t('indicators.line')} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && (
        <div className="indicator-page">
          {data.plans.length > 1 && (
            <p className="actions">
              <select className="select" aria-label={t('indicators.plan')} value={data.planVersion} onChange={(e) => setParams(e.target.value === data.plans[0]?.id ? {} : { plan: e.target.value })}>
                {data.plans.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}
              </select>
              {!data.present && <span className="quiet">{t('indicators.past')}</span>}
            </p>
          )}
          <Table data={data} />
          <Known data={data} />
          <Reviews data={data} />
        </div>
      )}
    </>
  )
}

function Table({ data }: { data: Indicators }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [state, setState] = useState<State>()
  const [open, setOpen] = useState<number>()
  const items = data.items.filter((i) => !state || i.progress.state === state)
  const opened = data.items.find((i) => i.no === open)
  const target = (i: Indicator) => (i.comparison === '>=' ? t('indicators.atLeast', { value: `${formatNumber(i.target)} ${i.unit}` }) : `${formatNumber(i.target)} ${i.unit}`)
  const latest = (i: Indicator) => (i.progress.actual === null ? t('indicators.none') : t('indicators.inYear', { value: formatNumber(i.progress.actual), year: i.progress.year }))
  const expected = (i: Indicator) => shownNumber(i.progress.years.find((y) => y.year === i.progress.year)?.expected)
  const button = (i: Indicator) => <Button size="small" aria-label={t('indicators.open', { name: i.name })} onClick={() => setOpen(i.no)}>{t('indicators.detail')}</Button>
  return (
    <section aria-label={t('indicators.table')}>
      <div className="chooser" role="group" aria-label={t('indicators.stateLabel')}>
        <button type="button" aria-pressed={!state} onClick={() => setState(undefined)}>{t('indicators.all')} {data.total}</button>
        {states.map((s) => <button key={s} type="button" aria-pressed={s === state} onClick={() => setState(s)}>{t(`indicators.state.${s}`)} {data.items.filter((i) => stateOf(i.progress.state) === s).length}</button>)}
      </div>
      {narrow ? (
        <ul className="lead-cards">
          {items.map((i) => (
            <li key={i.no} className="card">
              <div className="line"><span className="strong">{i.no}. {i.name}</span><StateTag state={i.progress.state} /></div>
              <p className="quiet">{t('indicators.target', { year: data.to })}{t('common.colon')}{target(i)} · {t('indicators.latest')}{t('common.colon')}{latest(i)}</p>
              <div className="line">{i.demo ? <DemoTag /> : <span />}{button(i)}</div>
            </li>
          ))}
        </ul>
      ) : (
        <div className="card flush">
          <div className="indicator-scroll">
            <table className="indicator-table" aria-label={t('indicators.table')}>
              <thead><tr>
                <th scope="col">{t('indicators.no')}</th><th scope="col">{t('indicators.name')}</th><th scope="col">{t('indicators.base', { year: data.baseYear })}</th><th scope="col">{t('indicators.target', { year: data.to })}</th>
                <th scope="col">{t('indicators.latest')}</th><th scope="col">{t('indicators.expected')}</th><th scope="col">{t('indicators.stateLabel')}</th><th scope="col"><span className="sr-only">{t('indicators.detail')}</span></th>
              </tr></thead>
              <tbody>
                {items.map((i) => (
                  <tr key={i.no}>
                    <td className="number">{i.no}</td>
                    <th scope="row"><span className="strong">{i.name}</span> {i.demo && <DemoTag />}<p className="fine">{i.category}</p></th>
                    <td className="number">{shownNumber(i.progress.base)}</td>
                    <td className="number">{target(i)}</td>
                    <td className="number">{latest(i)}</td>
                    <td className="number">{expected(i)}</td>
                    <td title={inWords(i.progress)}><StateTag state={i.progress.state} /></td>
                    <td>{button(i)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {opened && <Suspense fallback={null}><Detail data={data} indicator={opened} onClose={() => setOpen(undefined)} /></Suspense>}
    </section>
  )
}
