import { useTranslation } from 'react-i18next'
import { first } from '@/shared/i18n/zh/first'

/** The stages on the way to a running plant, in order; a lead leaves the way by resting or being lost. */
export const way = ['lead', 'negotiating', 'signed', 'started', 'completed', 'producing', 'at_capacity'] as const
export type WayStage = (typeof way)[number]
export const isOnWay = (stage: string): stage is WayStage => way.some((s) => s === stage)

export const clockSteps = ['respond', 'judge', 'reply', 'report', 'planned'] as const
export type ClockStep = (typeof clockSteps)[number]
export const isClockStep = (step: string): step is ClockStep => clockSteps.some((s) => s === step)

/** The name of a stage; one that is not known is shown as the service has it. */
export function useStageLabel() {
  const { t } = useTranslation()
  return (stage: string) => (Object.hasOwn(first.stage, stage) ? t(`stage.${stage as keyof typeof first.stage}`) : stage)
}
