import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Candidate, Gap } from '@/shared/api/types'
import { formatPercent, formatShare } from '@/shared/format'
import { paths } from '@/shared/paths'
import { StageTag, Tag, type Tone } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'

export const states = ['landed', 'talking', 'empty'] as const
export type State = (typeof states)[number]
export const isState = (value: string | null): value is State => states.some((s) => s === value)

const tones: Record<State, Tone> = { landed: 'good', talking: 'warn', empty: 'bad' }
const signs: Record<State, string> = { landed: '●', talking: '◐', empty: '○' }

/** How a link stands: word, sign and colour say the same. */
export function StateTag({ state }: { state: string }) {
  const { t } = useTranslation()
  if (!isState(state)) return null
  return <Tag tone={tones[state]}><span aria-hidden>{signs[state]} </span>{t(`chains.state.${state}`)}</Tag>
}

/** How many links of a chain stand in each state, as a bar with its figures. */
export function StateBar({ states: counts }: { states: { landed: number; talking: number; empty: number } }) {
  const { t } = useTranslation()
  return (
    <>
      <span className="state-bar" aria-hidden>{states.map((s) => counts[s] > 0 && <span key={s} className={s} style={{ flexGrow: counts[s] }} />)}</span>
      <span className="fine">{t('chains.list.counts', counts)}</span>
    </>
  )
}

/** 产业契合度: the share of signed projects that stand on a chain. */
export function Fit({ fit, projects, inChain }: { fit: number | null; projects: number; inChain: number }) {
  const { t } = useTranslation()
  return (
    <p className="fit"><span>{t('chains.fit')}</span> <strong className="number">{fit === null ? '—' : formatShare(fit)}</strong> <span className="quiet">{fit === null ? t('chains.fitNone') : t('chains.fitOf', { projects, inChain })}</span></p>
  )
}

export function Reasons({ gap }: { gap: Gap }) {
  const { t } = useTranslation()
  return (
    <ul className="gap-reasons">
      {gap.reasons.map((reason) => <li key={reason.zh}>{inWords(reason)}{reason.points > 0 && <span className="quiet number"> {t('chains.link.points', { points: reason.points })}</span>}</li>)}
    </ul>
  )
}

/** One to be called next: a lead or a target. */
export function Call({ call }: { call: Candidate }) {
  const { t } = useTranslation()
  if (call.kind === 'lead') return <><Link to={paths.lead(call.id ?? '')}>{call.name}</Link> <span className="tags"><StageTag stage={call.stage ?? ''} /><span className="fine">{t('chains.link.byMatch', { percent: formatPercent(call.score) })}</span></span></>
  return <>{call.id ? <Link to={paths.enterprise(call.id)}>{call.name}</Link> : call.name} <span className="tags"><Tag>{t('chains.link.target')}</Tag>{call.state && <span className="fine">{t(`firm.states.${call.state}`)}</span>}</span></>
}
