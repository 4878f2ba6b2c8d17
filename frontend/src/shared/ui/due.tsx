import { useTranslation } from 'react-i18next'
import type { Due } from '@/shared/api/types'
import { isClockStep } from '@/shared/stages'
import { Tag } from './tag'

/** What is due next, and how late it is. `today` is the service's own day. */
export function DueLine({ due, today }: { due: Due; today?: string }) {
  const { t } = useTranslation()
  const step = isClockStep(due.step) ? t(`progress.step.${due.step}`) : due.step
  return (
    <span className="due">
      <span>{step}{due.text && <span className="quiet">{t('common.colon')}{due.text}</span>}</span>
      {due.late > 0 ? <Tag tone="bad">{t('progress.late', { days: due.late })}</Tag>
        : due.due === today ? <Tag tone="warn">{t('progress.dueToday')}</Tag>
          : <span className="quiet number">{t('progress.due', { date: due.due })}</span>}
    </span>
  )
}
