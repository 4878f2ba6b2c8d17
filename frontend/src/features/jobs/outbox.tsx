import { Button, Drawer, Input, Modal, Pagination, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { OutboxEntry } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useDebounced, useNarrow, useTitle } from '@/shared/hooks'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { AdminsOnly } from './admins-only'
import './jobs.css'
import { useLetter, useOutbox, useSettle, useTestMail, type OutboxState } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('outbox.title'))
  return <AdminsOnly><Outbox /></AdminsOnly>
}

const states: OutboxState[] = ['uncertain', 'dead', 'waiting', 'sending', 'sent']
const tones: Record<OutboxState, Tone> = { waiting: 'accent', sending: 'accent', sent: 'good', dead: 'warn', uncertain: 'warn' }

function Outbox() {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const toast = useToast()
  const [state, setState] = useState<OutboxState>()
  const [typed, setTyped] = useState('')
  const [page, setPage] = useState(1)
  const [shown, setShown] = useState<string>()
  const [again, setAgain] = useState<OutboxEntry>()
  const q = useDebounced(typed.trim())
  const { data, error, isPending, isPlaceholderData, refetch } = useOutbox(state, q, page)
  const settle = useSettle()
  const test = useTestMail()
  const filtered = state !== undefined || q !== ''
  const choose = (value: string) => {
    setState(states.find((one) => one === value))
    setPage(1)
  }
  const retry = (entry: OutboxEntry) => settle.mutate({ id: entry.id, how: 'retry' }, { onSuccess: () => toast(t('outbox.retried')), onSettled: () => setAgain(undefined) })
  const arrived = (entry: OutboxEntry) => settle.mutate({ id: entry.id, how: 'arrived' }, { onSuccess: () => toast(t('outbox.confirmed')) })

  return (
    <>
      <PageHead title={t('outbox.title')} line={t('outbox.line')}
        actions={<Button loading={test.isPending} onClick={() => test.mutate(undefined, { onSuccess: () => toast(t('outbox.tested')) })}>{t('outbox.test')}</Button>} />
      {test.error && <ProblemNotice title={t('outbox.failed')} error={test.error} />}
      {settle.error && <ProblemNotice title={t('outbox.failed')} error={settle.error} />}
      <div className="outbox-filters">
        <Input.Search className="search-box" role="searchbox" aria-label={t('outbox.search')} placeholder={t('outbox.search')} allowClear value={typed} maxLength={200}
          onChange={(event) => { setTyped(event.target.value); setPage(1) }} />
        <div className="states">
          <Segmented value={state ?? 'all'} onChange={choose} aria-label={t('outbox.list')} options={[{ value: 'all', label: t('outbox.all') },
            ...states.map((one) => ({ value: one as string, label: t('outbox.count', { state: t(`outbox.state.${one}`), count: data?.counts[one] ?? 0 }) }))]} />
        </div>
      </div>
      {state && <p className="quiet outbox-hint">{t(`outbox.hint.${state}`)}</p>}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && data.items.length === 0 && !error && (
        <Nothing title={t(filtered ? 'outbox.none' : 'outbox.empty')} text={t(filtered ? 'outbox.noneText' : 'outbox.emptyText')} />
      )}
      {data && data.items.length > 0 && (
        <>
          <ul className={`card flush outbox-list${isPlaceholderData ? ' stale' : ''}`} aria-label={t('outbox.list')}>
            {data.items.map((entry) => (
              <li key={entry.id}>
                <Row entry={entry} onShow={() => setShown(entry.id)} onArrived={() => arrived(entry)}
                  onRetry={() => (entry.state === 'uncertain' ? setAgain(entry) : retry(entry))} />
              </li>
            ))}
          </ul>
          {data.total > 20 && (
            <nav className="pages" aria-label={t('outbox.pages')}>
              <Pagination current={page} pageSize={20} total={data.total} showSizeChanger={false} simple={narrow} onChange={setPage} />
            </nav>
          )}
        </>
      )}
      {again && (
        <Modal open centered title={t('outbox.retryTitle')} okText={t('outbox.retry')} cancelText={t('common.cancel')} confirmLoading={settle.isPending}
          onOk={() => retry(again)} onCancel={() => setAgain(undefined)} closable={{ 'aria-label': t('common.cancel') }}>
          <p>{t('outbox.retryText')}</p>
        </Modal>
      )}
      <Drawer open={shown !== undefined} onClose={() => setShown(undefined)} size={narrow ? '100%' : 560} title={t('outbox.details')} closable={{ 'aria-label': t('nav.close') }} destroyOnHidden>
        {shown && <Details id={shown} />}
      </Drawer>
    </>
  )
}

function Row({ entry, onShow, onRetry, onArrived }: { entry: OutboxEntry; onShow: () => void; onRetry: () => void; onArrived: () => void }) {
  const { t } = useTranslation()
  const last = entry.attempts[entry.attempts.length - 1]
  const named = (text: string) => `${text}${t('common.colon')}${entry.to}`
  return (
    <>
      <p className="line">
        <span><Tag tone={tones[entry.state]}>{t(`outbox.state.${entry.state}`)}</Tag> <strong>{entry.subject}</strong></span>
        <time className="fine number" dateTime={entry.sentAt ?? entry.queuedAt}>{entry.sentAt ? t('outbox.sent', { time: formatTime(entry.sentAt) }) : t('outbox.queued', { time: formatTime(entry.queuedAt) })}</time>
      </p>
      <p className="quiet">
        {t(`outbox.channel.${entry.channel}`)} · {entry.toName}{entry.channel === 'mail' && <> &lt;{entry.to}&gt;</>}
        {entry.state === 'waiting' && entry.next && <> · {t('outbox.next', { time: formatTime(entry.next) })}</>}
      </p>
      {last && entry.state !== 'sent' && <p className="outbox-said">{inWords(last.said)}{last.answer && <span className="quiet"> {t('outbox.answer', { answer: last.answer })}</span>}</p>}
      <div className="actions">
        <Button size="small" onClick={onShow} aria-label={named(t('outbox.details'))}>{t('outbox.details')}</Button>
        {(entry.state === 'dead' || entry.state === 'uncertain') && <Button size="small" onClick={onRetry} aria-label={named(t('outbox.retry'))}>{t('outbox.retry')}</Button>}
        {entry.state === 'waiting' && entry.next && <Button size="small" onClick={onRetry} aria-label={named(t('outbox.retryNow'))}>{t('outbox.retryNow')}</Button>}
        {entry.state === 'uncertain' && <Button size="small" type="primary" onClick={onArrived} aria-label={named(t('outbox.arrived'))}>{t('outbox.arrived')}</Button>}
      </div>
    </>
  )
}

function Details({ id }: { id: string }) {
  const { t } = useTranslation()
  const names = useNames()
  const { data, error, refetch } = useLetter(id)
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton active paragraph={{ rows: 8 }} />
  const { entry } = data
  return (
    <div className="letter">
      <h2>{data.subject}</h2>
      <p className="quiet">{entry.toName}{entry.channel === 'mail' && <> &lt;{entry.to}&gt;</>}</p>
      {entry.via && <p className="quiet">{t('outbox.via', { via: entry.via })}</p>}
      <h3>{t('outbox.text')}</h3>
      <pre>{data.text}</pre>
      {data.enclosures.length > 0 && (
        <>
          <h3>{t('outbox.enclosures')}</h3>
          <ul>{data.enclosures.map((file) => <li key={file.name}>{file.name} <span className="quiet number">{Math.max(1, Math.round(file.bytes / 1024))} KB</span></li>)}</ul>
        </>
      )}
      <h3>{t('outbox.attempts')}</h3>
      {entry.attempts.length === 0 && <p className="quiet">{t('outbox.noAttempts')}</p>}
      <ol className="timeline">
        {entry.attempts.map((attempt) => (
          <li key={attempt.at + attempt.by}>
            <p className="line"><Tag tone={tones[attempt.state]}>{t(`outbox.state.${attempt.state}`)}</Tag><span className="fine number">{formatTime(attempt.at)} · {names(attempt.by)}</span></p>
            <p>{inWords(attempt.said)}</p>
            {attempt.answer && <p className="quiet">{t('outbox.answer', { answer: attempt.answer })}</p>}
          </li>
        ))}
      </ol>
      {entry.messageId && <p className="fine">{t('outbox.messageId')}{t('common.colon')}{entry.messageId}</p>}
    </div>
  )
}
