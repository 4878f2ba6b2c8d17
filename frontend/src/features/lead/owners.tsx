import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { OwnerSpan } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatDate } from '@/shared/format'

/** Who held the lead, how long, and why it ended; the latest first. */
export function Owners({ spans }: { spans: OwnerSpan[] }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const unitName = useUnitName()
  const howLong = useHowLong()
  if (spans.length === 0) return null
  return (
    <details className="others">
      <summary>{t('together.ownersCount', { count: spans.length })}</summary>
      <ol className="timeline spans">
        {[...spans].reverse().map((span) => (
          <li key={span.from}>
            <div className="line">
              <span><strong>{nameOf(span.owner)}</strong> <span className="quiet">{unitName(span.unit)}</span></span>
              <span className="quiet">{howLong(span.from, span.to)}</span>
            </div>
            <p className="fine">{formatDate(span.from)} – {span.to ? formatDate(span.to) : t('together.now')}</p>
            {span.reason && <p>{t('together.endReason', { reason: span.reason })}</p>}
          </li>
        ))}
      </ol>
    </details>
  )
}

function useHowLong() {
  const { t } = useTranslation()
  return (from: string, to?: string) => {
    const days = Math.floor(((to ? new Date(to) : new Date()).getTime() - new Date(from).getTime()) / 86_400_000)
    return days < 1 ? t('together.lessThanDay') : t('together.days', { count: days })
  }
}
