import { useTranslation } from 'react-i18next'
import type { Evidence } from '@/shared/api/types'
import { useEvidenceLabel } from './labels'
import { pieces } from './pieces'

/** The lead's own words with the evidence marked: a solid line supports, a dashed one speaks against. */
export function EvidenceText({ text, evidence }: { text: string; evidence: Evidence[] }) {
  const { t } = useTranslation()
  const label = useEvidenceLabel()
  const parts = pieces(text, evidence)
  const marked = parts.flatMap((part) => part.evidence)
  const supports = marked.some((e) => e.for)
  const against = marked.some((e) => !e.for)
  return (
    <div className="evidence">
      <p className="evidence-text">
        {parts.map((part, i) => {
          if (part.evidence.length === 0) return <span key={i}>{part.text}</span>
          const said = part.evidence.map(label).join(t('common.sep'))
          return (
            <mark key={i} title={said} className={part.evidence.every((e) => !e.for) ? 'against' : undefined}>
              {part.text}
              <span className="sr-only">（{said}）</span>
            </mark>
          )
        })}
      </p>
      {(supports || against) && (
        <p className="legend" aria-hidden="true">
          {supports && <span><mark>{t('evidence.legendFor')}</mark></span>}
          {against && <span><mark className="against">{t('evidence.legendAgainst')}</mark></span>}
        </p>
      )}
    </div>
  )
}
