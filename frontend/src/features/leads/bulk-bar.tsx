import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BulkDone, BulkOrder, BulkRow } from '@/shared/api/types'
import { download } from '@/shared/download'
import type { ColumnName, ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { ProblemNotice } from '@/shared/ui/notice'
import { Popup } from '@/shared/ui/popup'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { matchingIds, undoPart, useLeadsChanged } from './bulk-requests'
import { exported } from './export'
import { effectiveSort } from '@/shared/list-state'
import { writeQuery } from './requests'
import { mostChosen, type Selection } from './selection'

const BulkDialog = lazy(() => import('./bulk-dialog'))

export type Action = BulkOrder['action']

/** A bulk change that is over: its parts can be undone for a moment. */
export interface Finished { action: Action; count: number; bulks: string[] }

/** What can be done with the chosen leads, at the lower edge of the window; and the way back from what was just done. */
export function BulkBar({ selection, state, total, columns }: { selection: Selection; state: ListState; total: number; columns: ColumnName[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const [action, setAction] = useState<Action>()
  const [finished, setFinished] = useState<Finished>()
  const { ids, choose } = selection
  const matching = useMutation({ mutationFn: () => matchingIds(state), onSuccess: (found) => choose(found.ids) })
  const take = useMutation({
    mutationFn: (kind: 'xlsx' | 'csv') => download(`/api/leads/export.${kind}?${writeQuery({ q: state.q || undefined, sort: effectiveSort(state), columns: exported(columns) })}`, {}, { ids }),
    onSuccess: () => toast(t('exports.done')),
  })
  const actions: Action[] = !me.mayWriteLeads ? [] : state.pool ? [...(me.mayReview ? ['handOver' as const] : []), 'claim'] : ['handOver', 'members', 'change', 'release']
  const most = Math.min(total, mostChosen)
  return (
    <>
      {ids.length > 0 && (
        <section className="bulk-bar" aria-label={t('leadsWork.bar')}>
          <div className="bulk-chosen">
            <strong role="status">{t('leadsWork.chosen', { count: ids.length })}</strong>
            {ids.length < most && (
              <Button type="link" size="small" loading={matching.isPending} onClick={() => matching.mutate()}>
                {total > mostChosen ? t('leadsWork.chooseFirst', { most: mostChosen, count: total }) : t('leadsWork.chooseMatching', { count: total })}
              </Button>
            )}
            <Button type="link" size="small" onClick={() => choose([])}>{t('leadsWork.none')}</Button>
          </div>
          <div className="actions">
            {actions.map((one, i) => <Button key={one} type={i === 0 ? 'primary' : 'default'} onClick={() => setAction(one)}>{t(`leadsWork.action.${one}`)}</Button>)}
            <Popup key={take.submittedAt} label={t('leadsWork.exportChosen')} icon={<DownloadOutlined aria-hidden />} text={t(take.isPending ? 'exports.busy' : 'leadsWork.exportChosen')}>
              <ul>{(['xlsx', 'csv'] as const).map((kind) => <li key={kind}><button type="button" disabled={take.isPending} onClick={() => take.mutate(kind)}>{t(`leadsWork.${kind}`)}</button></li>)}</ul>
            </Popup>
          </div>
          {matching.error && <ProblemNotice title={t('leadsWork.chooseFailed')} error={matching.error} onRetry={() => matching.mutate()} />}
          {take.error && <ProblemNotice title={t('exports.failed')} error={take.error} />}
        </section>
      )}
      {action && (
        <Suspense>
          <BulkDialog action={action} ids={ids} onClose={() => setAction(undefined)} onFinished={(done) => {
            setFinished(done)
            choose([])
          }} />
        </Suspense>
      )}
      {finished && !action && <UndoBar key={finished.bulks.join()} finished={finished} onOver={() => setFinished(undefined)} />}
    </>
  )
}

const undoSeconds = 10

/** Says what was done and takes it back if wished; it stays as long as somebody points at it or stands on it. */
function UndoBar({ finished, onOver }: { finished: Finished; onOver: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const renew = useLeadsChanged()
  const [left, setLeft] = useState(undoSeconds)
  const [held, setHeld] = useState(false)
  const undo = useMutation({
    mutationFn: async () => {
      const parts: BulkDone[] = []
      for (const bulk of [...finished.bulks].reverse()) parts.push(await undoPart(bulk))
      return parts.flatMap((part) => part.items)
    },
    onSettled: renew,
    onSuccess: (rows) => {
      toast(t('leadsWork.undone', { count: rows.filter((row) => row.fate === 'undone').length }))
      if (!rows.some((row) => row.fate === 'changed')) onOver()
    },
  })
  const waiting = undo.isIdle && !held
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => (left > 1 ? setLeft(left - 1) : onOver()), 1000)
    return () => clearTimeout(timer)
  }, [waiting, left, onOver])
  const stays = undo.data?.filter((row) => row.fate === 'changed') ?? []
  return (
    <section className="bulk-bar undo" aria-label={t('leadsWork.undo')} onPointerEnter={() => setHeld(true)} onPointerLeave={() => setHeld(false)} onFocus={() => setHeld(true)} onBlur={() => setHeld(false)}>
      <div className="bulk-chosen">
        <strong role="status">{t(`leadsWork.done.${finished.action}`, { count: finished.count })}</strong>
        {undo.isIdle && <span className="quiet" aria-hidden>{t('leadsWork.undoIn', { seconds: left })}</span>}
      </div>
      <div className="actions">
        {!undo.isSuccess && <Button type="primary" loading={undo.isPending} onClick={() => undo.mutate()}>{t('leadsWork.undo')}</Button>}
        <Button onClick={onOver}>{t('leadsWork.close')}</Button>
      </div>
      {undo.error && <ProblemNotice title={t('leadsWork.undoFailed')} error={undo.error} onRetry={() => undo.mutate()} />}
      {stays.length > 0 && <Rows title={t('leadsWork.stays', { count: stays.length })} rows={stays} />}
    </section>
  )
}

/** Leads with the reason why nothing became of them. */
export function Rows({ title, rows }: { title: string; rows: BulkRow[] }) {
  const { t } = useTranslation()
  return (
    <div className="bulk-rows">
      <h3>{title}</h3>
      <ul>{rows.slice(0, 100).map((row) => <li key={row.id}><span className="strong">{row.name || t('leadsWork.notSeen')}</span>{row.why && <span className="quiet">{inWords(row.why)}</span>}</li>)}</ul>
      {rows.length > 100 && <p className="fine">{t('leadsWork.more', { count: rows.length - 100 })}</p>}
    </div>
  )
}
