import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStageLabel } from '@/shared/stages'

export type Tone = 'plain' | 'accent' | 'good' | 'warn' | 'bad' | 'muted'

export function Tag({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return <span className={`tag ${tone}`} title={title}>{children}</span>
}

const stageTones: Record<string, Tone> = {
  negotiating: 'accent', signed: 'accent', started: 'good', completed: 'good', producing: 'good', at_capacity: 'good', paused: 'warn', lost: 'muted',
}

export function StageTag({ stage }: { stage: string }) {
  const label = useStageLabel()
  return <Tag tone={stageTones[stage] ?? 'plain'}>{label(stage)}</Tag>
}

export function DemoTag() {
  const { t } = useTranslation()
  return <Tag tone="warn" title={t('common.demoHint')}>{t('common.demo')}</Tag>
}

export function ReviewedTag() {
  const { t } = useTranslation()
  return <Tag tone="good">{t('common.reviewed')}</Tag>
}
