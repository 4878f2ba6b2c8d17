import { CloudUploadOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { answer, api } from '@/shared/api/client'
import { keys } from '@/shared/api/keys'
import { renewLeads } from '@/shared/api/renew'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Button } from '@/shared/ui/button'
import { Popup } from '@/shared/ui/popup'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { Desktop } from './drafts'
import { sendable, sendUnsent, UnsentQueue, useUnsent, type Unsent } from './unsent'

/** How often it is tried again while something waits: a browser that is "online" may still not reach the service. */
const againMs = 20_000

/** Sends what waits whenever the connection may be back, and says so. */
function useSending(onRefused: (unsent: Unsent) => void) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const toast = useToast()
  const list = useUnsent(me.username)
  const queue = useMemo(() => new UnsentQueue(me.username), [me.username])
  const [sending, setSending] = useState(false)
  const underway = useRef(false)

  const send = useCallback(async (only?: string) => {
    if (underway.current || queue.list.length === 0) return
    underway.current = true
    setSending(true)
    try {
      // Somebody else may have signed in with another tab: nothing of one person is sent in the name of another.
      const who = await answer(api.GET('/api/session')).catch(() => undefined)
      if (who?.username !== queue.username) {
        if (only) toast(t('quick.stillAway'), 'bad')
        return
      }
      const { sent, refused, away } = await sendUnsent(queue, ({ draft, body }) =>
        answer(api.POST('/api/leads', { params: { header: { 'Idempotency-Key': draft.key } }, body })), new Date(), only)
      for (const lead of sent) {
        client.setQueryData(keys.lead(lead.id), lead)
        toast(t('quick.sent', { name: lead.name }), 'good', { label: t('quick.open'), href: paths.lead(lead.id), onAct: () => void navigate(paths.lead(lead.id)) })
      }
      if (sent.length > 0) void renewLeads(client)
      const [first] = refused
      if (first) toast(t('quick.refused', { count: refused.length }), 'bad', { label: t('quick.look'), onAct: () => onRefused(first) })
      if (only && away) toast(t('quick.stillAway'), 'bad')
    } finally {
      underway.current = false
      setSending(false)
    }
  }, [queue, client, navigate, toast, t, onRefused])

  const waiting = sendable(list, new Date()).length
  useEffect(() => {
    if (waiting === 0) return
    const now = () => { if (navigator.onLine) void send() }
    const seen = () => { if (document.visibilityState === 'visible') now() }
    now()
    const timer = setInterval(now, againMs)
    window.addEventListener('online', now)
    document.addEventListener('visibilitychange', seen)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', now)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [waiting, send])

  return { list, queue, send, sending }
}

/** In the head of the frame, as long as something waits: what, since when, and why. */
export function UnsentButton({ onOpen }: { onOpen: (refused: Unsent['refused']) => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const [leaving, setLeaving] = useState('') // the one that is asked about
  const open = useCallback((unsent: Unsent) => {
    const queue = new UnsentQueue(me.username)
    const now = queue.list.find((u) => u.draft.key === unsent.draft.key)
    if (!now) return
    queue.remove(now.draft.key)
    new Desktop(me.username).begin(now.draft)
    onOpen(now.refused)
  }, [me.username, onOpen])
  const { list, queue, send, sending } = useSending(open)
  if (list.length === 0) return null
  const free = sendable(list, new Date())
  return (
    <Popup label={t('quick.unsent', { count: list.length })} icon={<CloudUploadOutlined aria-hidden className="unsent-count" />} text={<span className="unsent-count">{t('quick.unsentShort', { count: list.length })}</span>}>
      <div className="unsent">
        <h2>{t('quick.unsent', { count: list.length })}</h2>
        <p className="fine">{t('quick.unsentLine')}</p>
        <ul>
          {list.map((unsent) => {
            const { draft, at, refused } = unsent
            const name = draft.own.name?.trim() || draft.text.trim().slice(0, 40)
            return (
              <li key={draft.key}>
                <div><strong>{name}</strong></div>
                <div className="fine">
                  {formatTime(at)} · {refused ? <Tag tone="bad">{t('quick.state.refused')}</Tag> : free.includes(unsent) ? t(sending ? 'quick.state.sending' : 'quick.state.waiting') : <Tag tone="warn">{t('quick.state.old')}</Tag>}
                </div>
                {refused && <div>{refused.message || t('error.unknown')}</div>}
                {leaving === draft.key ? (
                  <div className="actions" role="group" aria-label={t('quick.dropAsk')}>
                    <span>{t('quick.dropAsk')}</span>
                    <Button size="small" onClick={() => queue.remove(draft.key)}>{t('quick.drop')}</Button>
                    <Button size="small" onClick={() => setLeaving('')}>{t('common.cancel')}</Button>
                  </div>
                ) : (
                  <div className="actions">
                    {refused
                      ? <Button size="small" kind="primary" onClick={() => open(unsent)}>{t('quick.mend')}</Button>
                      : <Button size="small" kind="primary" busy={sending} onClick={() => void send(draft.key)}>{t('quick.sendNow')}</Button>}
                    {!refused && <Button size="small" onClick={() => open(unsent)}>{t('quick.mend')}</Button>}
                    <Button size="small" onClick={() => setLeaving(draft.key)}>{t('quick.drop')}</Button>
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </Popup>
  )
}
