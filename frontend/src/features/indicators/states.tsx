import { useTranslation } from 'react-i18next'
import { formatNumber } from '@/shared/format'
import { Tag, type Tone } from '@/shared/ui/tag'

export const states = ['reached', 'ahead', 'behind', 'unknown'] as const
export type State = (typeof states)[number]

export const stateOf = (text: string): State => states.find((s) => s === text) ?? 'unknown'

const tones: Record<State, Tone> = { reached: 'good', ahead: 'accent', behind: 'bad', unknown: 'muted' }

export function StateTag({ state }: { state: string }) {
  const { t } = useTranslation()
  return <Tag tone={tones[stateOf(state)]}>{t(`indicators.state.${stateOf(state)}`)}</Tag>
}

export const shownNumber = (value: number | null | undefined) => (value === null || value === undefined ? '—' : formatNumber(value))
