import { useTranslation } from 'react-i18next'
import type { Evidence, Match } from '@/shared/api/types'
import { zh } from '@/shared/i18n/zh'

const has = <T extends object>(words: T, key: string): key is Extract<keyof T, string> => Object.hasOwn(words, key)

/** Names for the plan's own words; one that is not known is shown as the plan has it. */
export function usePlanLabels() {
  const { t } = useTranslation()
  return {
    position: (value: string) => (has(zh.position, value) ? t(`position.${value}`) : value),
    strategy: (value: string) => (has(zh.strategy, value) ? t(`strategy.${value}`) : value),
  }
}

type Kind = Exclude<keyof typeof zh.evidence, 'for' | 'notFor' | 'mark' | 'markShort' | 'legendFor' | 'legendAgainst'>

const kinds: Record<Kind, true> = {
  product: true, material: true, process: true, equipment: true, use: true, company: true,
  against: true, general: true, stranger: true, project: true, other: true,
}

export function useEvidenceKind() {
  const { t } = useTranslation()
  return (kind: string) => t(`evidence.${has(kinds, kind) ? kind : 'other'}`)
}

/** What the text does with a word; '' for what is not known here. */
export function useUsageLabel() {
  const { t } = useTranslation()
  return (usage: string) => (has(zh.usage, usage) ? t(`usage.${usage}`) : '')
}

export function useEvidenceLabel() {
  const { t } = useTranslation()
  const kindOf = useEvidenceKind()
  return (e: Evidence) => {
    const words = { stance: t(e.for ? 'evidence.for' : 'evidence.notFor'), shown: e.shown || e.term, kind: kindOf(e.kind) }
    return e.source ? t('evidence.mark', { ...words, source: e.source }) : t('evidence.markShort', words)
  }
}

/** What is marked in the text: the evidence of the best link, or what the refusal rests on. */
export function evidenceOf(match: Match | undefined): Evidence[] {
  if (!match) return []
  return (match.matched ? match.links[0]?.evidence : match.refusal?.evidence) ?? []
}

export type Certainty = 'high' | 'good' | 'fair' | 'low'

export function certainty(score: number): Certainty {
  if (score >= 0.85) return 'high'
  if (score >= 0.6) return 'good'
  return score >= 0.35 ? 'fair' : 'low'
}
