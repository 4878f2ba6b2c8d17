import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Figures } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { addDays, kinds, type BoardState } from './board-state'

/** Which period is counted, and by which knowledge. */
export function PeriodChoice({ state, figures, onChange }: { state: BoardState; figures?: Figures; onChange: (part: Partial<BoardState>) => void }) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const own = state.from !== ''
  const period = figures?.period
  return (
    <section className="period-choice" aria-label={t('batches.board.period')}>
      <div className="chooser" role="group" aria-label={t('batches.board.period')}>
        {kinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={!own && !asking && state.kind === kind} onClick={() => { setAsking(false); onChange({ kind, date: '', from: '', to: '' }) }}>{t(`batches.present.${kind}`)}</button>
        ))}
        <button type="button" aria-pressed={own || asking} onClick={() => setAsking(true)}>{t('batches.present.own')}</button>
      </div>
      {(own || asking) && <OwnDates key={`${period?.from} ${period?.to}`} from={state.from || period?.from || ''} to={state.to || period?.to || ''} onShow={(from, to) => { setAsking(false); onChange({ from, to, date: '' }) }} />}
      <div className="period-line">
        {period && <strong className="number">{t('batches.to', period)}</strong>}
        {period && !own && (
          <>
            <Button size="small" onClick={() => onChange({ date: addDays(period.from, -1) })}>{t('batches.board.earlier')}</Button>
            <Button size="small" onClick={() => onChange({ date: addDays(period.to, 1) })}>{t('batches.board.later')}</Button>
            {state.date && <Button size="small" onClick={() => onChange({ date: '' })}>{t('batches.board.present')}</Button>}
          </>
        )}
        <fieldset className="known">
          <legend className="sr-only">{t('batches.board.known')}</legend>
          {(['now', 'then'] as const).map((known) => (
            <label key={known} title={t(known === 'now' ? 'batches.board.nowHint' : 'batches.board.thenHint')}>
              <input type="radio" name="known" checked={state.known === known} onChange={() => onChange({ known })} /> {t(`batches.board.${known}`)}
            </label>
          ))}
        </fieldset>
        <span className="fine">{t(state.known === 'now' ? 'batches.board.nowHint' : 'batches.board.thenHint')}{figures && ` · ${t('batches.board.cutoff', { time: formatTime(figures.cutoff) })}`}</span>
      </div>
    </section>
  )
}

function OwnDates({ from, to, onShow }: { from: string; to: string; onShow: (from: string, to: string) => void }) {
  const { t } = useTranslation()
  const [dates, setDates] = useState({ from, to })
  return (
    <form className="own-dates" onSubmit={(event) => { event.preventDefault(); onShow(dates.from, dates.to) }}>
      <label>{t('batches.board.from')} <Input type="date" value={dates.from} onChange={(e) => setDates({ ...dates, from: e.target.value })} /></label>
      <label>{t('batches.board.to')} <Input type="date" value={dates.to} onChange={(e) => setDates({ ...dates, to: e.target.value })} /></label>
      <Button type="primary" htmlType="submit" disabled={!dates.from || !dates.to}>{t('batches.board.show')}</Button>
    </form>
  )
}
