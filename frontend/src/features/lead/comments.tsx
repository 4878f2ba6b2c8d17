import { Alert, Button, Mentions, Modal, Skeleton } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues, useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { Comment } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { recall, remember } from '@/shared/storage'
import { Field } from '@/shared/ui/field'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { mentionOf, mentionPieces } from './mention'
import { useComments, useRestoreComment, useSay } from './together-requests'
import './together.css'

const longest = 2000 // MaxComment in comment.go

/** What colleagues say on the lead, the newest last. */
export function CommentsPanel({ leadId }: { leadId: string }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const { data, error, isPending, refetch } = useComments(leadId)
  const remove = useSay(leadId)
  const restore = useRestoreComment(leadId)
  const problemText = useProblemText()
  const [editing, setEditing] = useState<string>()
  const [asked, setAsked] = useState<Comment>()
  const said = data?.items.filter((c) => !c.removed).length ?? 0

  const removeNow = () => {
    if (!asked) return
    remove.mutate({ comment: asked }, { onSuccess: () => toast(t('together.removedComment'), 'plain', { label: t('leadPage.undo'), onAct: () => putBack(asked) }), onSettled: () => setAsked(undefined) })
  }

  const putBack = (comment: Comment) => restore.mutate(comment, {
    onSuccess: () => toast(t('leadPage.commentBack'), 'plain'),
    onError: (error) => toast(problemText(error), 'bad'),
  })

  return (
    <section className="card after comments" aria-labelledby="comments-title" id="comments">
      <h2 id="comments-title">{said > 0 ? t('together.commentsCount', { count: said }) : t('together.comments')}</h2>
      {isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && <p className="quiet">{t('together.noComments')}</p>}
      {data && data.items.length > 0 && (
        <ol>
          {data.items.map((comment) => (
            <li key={comment.id}>
              {editing === comment.id
                ? <Composer leadId={leadId} comment={comment} onDone={() => setEditing(undefined)} />
                : <Said comment={comment} mine={comment.by === me.username} mayRemove={comment.by === me.username || me.role === 'admin'} onEdit={() => setEditing(comment.id)} onRemove={() => setAsked(comment)} />}
            </li>
          ))}
        </ol>
      )}
      {remove.error && <ProblemNotice title={t('together.commentGone')} error={remove.error} />}
      {!isPending && <Composer leadId={leadId} />}
      {asked && (
        <Modal open centered title={t('together.removeCommentTitle')} onCancel={() => setAsked(undefined)} onOk={removeNow} okText={t('together.removeComment')} cancelText={t('common.cancel')}
          confirmLoading={remove.isPending} closable={{ 'aria-label': t('common.cancel') }}>
          <p>{t('together.removeCommentText')}</p>
        </Modal>
      )}
    </section>
  )
}

function Said({ comment, mine, mayRemove, onEdit, onRemove }: { comment: Comment; mine: boolean; mayRemove: boolean; onEdit: () => void; onRemove: () => void }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const { data: colleagues } = useColleagues()
  return (
    <article aria-label={t('together.commentOf', { name: nameOf(comment.by) })}>
      <div className="line">
        <span><strong>{nameOf(comment.by)}</strong> <time className="fine" dateTime={comment.at}>{formatTime(comment.at)}</time>
          {comment.editedAt && !comment.removed && <span className="fine" title={t('together.editedAt', { time: formatTime(comment.editedAt) })}> · {t('together.edited')}</span>}</span>
        {!comment.removed && (
          <span className="actions">
            {mine && <button type="button" className="plain-button" onClick={onEdit}>{t('together.editComment')}</button>}
            {mayRemove && <button type="button" className="plain-button" onClick={onRemove}>{t('together.removeComment')}</button>}
          </span>
        )}
      </div>
      {comment.removed ? <p className="quiet">{t('together.removedComment')}</p> : (
        <p className="words">
          {mentionPieces(comment.text, comment.mentions, colleagues?.items ?? []).map((piece, i) => (piece.login ? <span key={i} className="mention" title={piece.text}>@{nameOf(piece.login)}</span> : piece.text))}
        </p>
      )}
      {comment.before && comment.before.length > 0 && (
        <details className="fine">
          <summary>{t('together.earlier', { count: comment.before.length })}</summary>
          <ol>{comment.before.map((text, i) => <li key={i} className="words">{text}</li>)}</ol>
        </details>
      )}
    </article>
  )
}

/** The box in which a comment is written, or one's own reworded. What is not sent yet stays in the browser. */
function Composer({ leadId, comment, onDone }: { leadId: string; comment?: Comment; onDone?: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const id = useId()
  const toast = useToast()
  const problemText = useProblemText()
  const unitName = useUnitName()
  const colleagues = useColleagues().data?.items ?? []
  const say = useSay(leadId)
  const place = `zhaolian.comment.${me.username}.${leadId}`
  const [text, setText] = useState(() => comment?.text ?? recall(place) ?? '')

  // Rewording was asked for with the button that this box takes the place of.
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (comment) form.current?.querySelector('textarea')?.focus()
  }, [comment])

  const write = (next: string) => {
    setText(next)
    if (!comment) remember(place, next.trim() ? next : null)
    if (say.error) say.reset()
  }
  const send = () => {
    if (!text.trim() || say.isPending) return
    say.mutate({ comment, text }, {
      onSuccess: () => {
        if (!comment) write('')
        toast(t('together.sent'))
        onDone?.()
      },
    })
  }

  const problem = say.error instanceof ApiProblem ? say.error : undefined
  const long = Array.from(text.trim()).length > longest ? t('together.commentLong', { count: longest }) : undefined
  return (
    <form ref={form} className="composer" noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
      <Field label={comment ? t('together.editComment') : t('together.write')} error={problem?.fields.text ?? long}>
        {(control) => (
          <Mentions {...control} value={text} onChange={write} autoSize={{ minRows: 2, maxRows: 10 }} placeholder={t('together.writeHint')} placement="top" notFoundContent={t('together.noColleague')}
            filterOption={(input, option) => String(option.key).includes(input.toLowerCase())}
            options={colleagues.filter((c) => !c.disabled).map((c) => {
              const value = mentionOf(c, colleagues)
              return { key: `${c.name} ${c.login} ${unitName(c.unit)}`.toLowerCase(), value, label: <>{c.name} <span className="fine">{[c.login !== c.name && c.login, unitName(c.unit)].filter(Boolean).join(' · ')}</span></> }
            })}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
                event.preventDefault()
                send()
              }
            }} />
        )}
      </Field>
      {say.error && !problem?.fields.text && <Alert type="error" showIcon role="alert" title={t('together.commentFailed')} description={problemText(say.error)} className="notice" />}
      <div className="actions">
        <Button type="primary" htmlType="submit" loading={say.isPending} disabled={!text.trim() || !!long} aria-describedby={id}>{comment ? t('common.save') : t('together.send')}</Button>
        {comment && <Button onClick={onDone}>{t('common.cancel')}</Button>}
        <span className="fine shortcut" id={id}>{t('together.sendKey', { key: navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl' })}</span>
      </div>
    </form>
  )
}
