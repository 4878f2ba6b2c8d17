import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { Button } from './button'

/** What went wrong, in a sentence for the person. */
export function useProblemText() {
  const { t } = useTranslation()
  return (error: unknown) => {
    if (error instanceof ApiProblem) return error.message || t(error.status === 0 ? 'error.network' : 'error.unknown')
    return t('error.unknown')
  }
}

/** A box that says something at once: what went wrong, or what to know before going on. */
export function Say({ tone = 'bad', title, children }: { tone?: 'bad' | 'plain'; title: ReactNode; children?: ReactNode }) {
  return (
    <div className={`say notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {children}
    </div>
  )
}

/** A refusal with a way on. */
export function ProblemNotice({ error, title, onRetry, action }: { error: unknown; title?: string; onRetry?: () => void; action?: ReactNode }) {
  const { t } = useTranslation()
  const text = useProblemText()
  return (
    <Say title={title ?? t('error.title')}>
      <p>{text(error)}</p>
      <div className="actions">{onRetry && <Button size="small" onClick={onRetry}>{t('error.retry')}</Button>}{action}</div>
    </Say>
  )
}

/** A list or page with nothing in it: says so, and what to do. */
export function Nothing({ title, text, action }: { title: string; text: string; action?: ReactNode }) {
  return (
    <div className="nothing">
      <h2>{title}</h2>
      <p>{text}</p>
      {action}
    </div>
  )
}
