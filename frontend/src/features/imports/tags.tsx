import { useTranslation } from 'react-i18next'
import type { Import } from '@/shared/api/types'
import { Tag, type Tone } from '@/shared/ui/tag'
import type { Fate } from './requests'

const stateTones: Record<Import['state'], Tone> = { checking: 'accent', ready: 'warn', importing: 'accent', done: 'good', undoing: 'accent', undone: 'muted', failed: 'warn' }

export function StateTag({ state }: { state: Import['state'] }) {
  const { t } = useTranslation()
  return <Tag tone={stateTones[state]}>{t(`imports.state.${state}`)}</Tag>
}

const fateTones: Record<Fate, Tone> = { create: 'good', update: 'accent', unchanged: 'muted', clash: 'warn', stale: 'warn', error: 'bad', skipped: 'muted' }

export function FateTag({ fate, count }: { fate: Fate; count?: number }) {
  const { t } = useTranslation()
  return <Tag tone={fateTones[fate]}>{t(`imports.fate.${fate}`)}{count !== undefined && ` ${count.toLocaleString()}`}</Tag>
}
