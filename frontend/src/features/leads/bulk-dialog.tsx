import { Button, Input, Modal, Progress } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { BulkDone, BulkOrder, BulkRow, FieldChange } from '@/shared/api/types'
import { ChannelInput } from '@/shared/firm/channel-input'
import { ChoosePeople, ChoosePerson } from '@/shared/ui/choose-people'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { inParts, previewBulk, runPart, toRun, useLeadsChanged } from './bulk-requests'
import { Rows, type Action, type Finished } from './bulk-bar'

/** A bulk change step by step: what is wanted, what would become of each lead, the run with its progress, what came of it. */
export default function BulkDialog({ action, ids, onClose, onFinished }: { action: Action; ids: string[]; onClose: () => void; onFinished: (done: Finished) => void }) {
  const { t } = useTranslation()
  const renew = useLeadsChanged()
  const [chosen] = useState(ids) // what the dialog was opened for; the list lets go of it at the end
  const [wanted, setWanted] = useState({ to: '', reason: '', add: [] as string[], remove: [] as string[], source: '', place: '' })
  const [parts, setParts] = useState<BulkDone[]>([])
  const run = useRef({ key: '', parts: [] as BulkDone[] })
  const order: BulkOrder = {
    action,
    ...(action === 'handOver' && { to: wanted.to, reason: wanted.reason }),
    ...(action === 'release' && { reason: wanted.reason }),
    ...(action === 'members' && { add: wanted.add, remove: wanted.remove }),
    ...(action === 'change' && { source: wanted.source.trim() || undefined, place: wanted.place.trim() || undefined }),
  }
  const preview = useMutation({ mutationFn: () => previewBulk(order, chosen) })
  const rows = preview.data
  const sent = toRun(rows ?? [])
  const carryOut = useMutation({
    // The parts that are done stay done: going on sends the next one, under the key that it had.
    mutationFn: async () => {
      run.current.key ||= crypto.randomUUID()
      const all = inParts(sent)
      for (let i = run.current.parts.length; i < all.length; i++) {
        run.current.parts = [...run.current.parts, await runPart(order, all[i]!, `${run.current.key}-${i}`)]
        setParts(run.current.parts)
      }
      return run.current.parts
    },
    onSettled: renew,
    onSuccess: (done) => {
      const outcome = done.flatMap((part) => part.items)
      const finished = { action, count: outcome.filter((row) => row.fate === 'changed').length, bulks: done.map((part) => part.id) }
      if (finished.count > 0) onFinished(finished)
      if (finished.count === outcome.length) onClose()
    },
  })
  const busy = carryOut.isPending
  const outcome = parts.flatMap((part) => part.items)
  const step = carryOut.isSuccess ? 'done' : busy || carryOut.isError ? 'run' : rows ? 'preview' : 'form'
  const errors = preview.error instanceof ApiProblem ? preview.error.fields : {}
  const set = (change: Partial<typeof wanted>) => {
    setWanted({ ...wanted, ...change })
    if (preview.error) preview.reset()
  }
  const placed = ['to', 'reason', 'add', 'remove', 'source', 'place'].some((field) => errors[field])
  const { mutate: look } = preview
  useEffect(() => {
    if (action === 'claim') look() // there is nothing to fill in
  }, [action, look])

  return (
    <Modal open width={640} title={t(`leadsWork.title.${action}`, { count: chosen.length })} mask={{ closable: false }} keyboard={!busy} onCancel={() => !busy && onClose()} closable={busy ? false : { 'aria-label': t('leadsWork.close') }}
      footer={
        <div className="view-dialog-end">
          {step === 'preview' && action !== 'claim' && <Button onClick={() => preview.reset()}>{t('leadsWork.back')}</Button>}
          <span className="grow" />
          {step !== 'done' && <Button disabled={busy} onClick={onClose}>{t('common.cancel')}</Button>}
          {step === 'form' && <Button type="primary" loading={preview.isPending} onClick={() => look()}>{t(preview.isPending ? 'leadsWork.previewing' : 'leadsWork.preview')}</Button>}
          {step === 'preview' && <Button type="primary" disabled={sent.length === 0} onClick={() => carryOut.mutate()}>{t('leadsWork.run', { count: sent.length })}</Button>}
          {step === 'run' && carryOut.isError && <Button type="primary" onClick={() => carryOut.mutate()}>{t('leadsWork.retry')}</Button>}
          {step === 'done' && <Button type="primary" onClick={onClose}>{t('leadsWork.close')}</Button>}
        </div>
      }>
      {step === 'form' && (
        <form className="view-dialog" onSubmit={(event) => { event.preventDefault(); look() }}>
          {preview.error && !placed && <ProblemNotice title={t('leadsWork.failedPreview')} error={preview.error} />}
          {action === 'handOver' && <Field label={t('leadsWork.to')} error={errors.to}>{(control) => <ChoosePerson control={control} value={wanted.to} onChange={(to) => set({ to })} />}</Field>}
          {(action === 'handOver' || action === 'release') && (
            <Field label={t('leadsWork.reason')} error={errors.reason} hint={t(action === 'handOver' ? 'leadsWork.reasonHint' : 'leadsWork.reasonPool')}>
              {(control) => <Input {...control} maxLength={200} value={wanted.reason} onChange={(event) => set({ reason: event.target.value })} />}
            </Field>
          )}
          {action === 'members' && (
            <>
              <Field label={t('leadsWork.add')} error={errors.add}>{(control) => <ChoosePeople control={control} value={wanted.add} onChange={(add) => set({ add })} />}</Field>
              <Field label={t('leadsWork.remove')} error={errors.remove}>{(control) => <ChoosePeople control={control} value={wanted.remove} onChange={(remove) => set({ remove })} />}</Field>
            </>
          )}
          {action === 'change' && (
            <>
              <Field label={t('leadsWork.source')} error={errors.source} hint={t('leadsWork.keep')}>{(control) => <ChannelInput {...control} maxLength={200} value={wanted.source} onChange={(event) => set({ source: event.target.value })} />}</Field>
              <Field label={t('leadsWork.place')} error={errors.place} hint={`${t('leadsWork.keep')}${t('leadsWork.placeNote')}`}>{(control) => <Input {...control} maxLength={200} value={wanted.place} onChange={(event) => set({ place: event.target.value })} />}</Field>
            </>
          )}
          <button type="submit" hidden />
        </form>
      )}
      {step === 'preview' && rows && <Preview rows={rows} />}
      {step === 'run' && (
        <div className="bulk-progress">
          <p role="status">{t('leadsWork.running', { done: outcome.length, total: sent.length })}</p>
          <Progress percent={Math.round((outcome.length / Math.max(1, sent.length)) * 100)} status={carryOut.isError ? 'exception' : 'active'} aria-label={t('leadsWork.running', { done: outcome.length, total: sent.length })} />
          {carryOut.error && <ProblemNotice title={t('leadsWork.brokeOff')} error={carryOut.error} />}
        </div>
      )}
      {step === 'done' && (
        <div className="bulk-preview">
          <p role="status">{t(`leadsWork.done.${action}`, { count: outcome.filter((row) => row.fate === 'changed').length })}</p>
          <Rows title={t('leadsWork.left', { count: outcome.filter((row) => row.fate !== 'changed').length })} rows={outcome.filter((row) => row.fate !== 'changed')} />
        </div>
      )}
    </Modal>
  )
}

function Preview({ rows }: { rows: BulkRow[] }) {
  const { t } = useTranslation()
  const of = (...fates: BulkRow['fate'][]) => rows.filter((row) => fates.includes(row.fate))
  const [change, same, refused] = [of('change'), of('unchanged'), of('refused', 'stale')]
  const said = [change.length > 0 ? t('leadsWork.sum', { change: change.length }) : t('leadsWork.nothing'), same.length > 0 && t('leadsWork.sumUnchanged', { count: same.length }), refused.length > 0 && t('leadsWork.sumRefused', { count: refused.length })]
  return (
    <div className="bulk-preview">
      <p role="status"><strong>{said.filter(Boolean).join(t('common.comma'))}</strong></p>
      {refused.length > 0 && <Rows title={t('leadsWork.refused')} rows={refused} />}
      {change.length > 0 && (
        <div className="bulk-rows">
          <h3>{t('leadsWork.willChange')}</h3>
          <ul>{change.slice(0, 100).map((row) => <li key={row.id}><span className="strong">{row.name}</span>{row.fields.map((field) => <Changed key={field.field} change={field} />)}</li>)}</ul>
          {change.length > 100 && <p className="fine">{t('leadsWork.more', { count: change.length - 100 })}</p>}
        </div>
      )}
      {same.length > 0 && <Rows title={t('leadsWork.unchanged')} rows={same.map((row) => ({ ...row, why: undefined }))} />}
    </div>
  )
}

const shownFields = ['owner', 'members', 'source', 'place', 'link', 'park'] as const

function Changed({ change }: { change: FieldChange }) {
  const { t } = useTranslation()
  const names = useNames()
  const field = shownFields.find((one) => one === change.field)
  const label = field === 'members' ? t('finding.filter.member') : field === 'link' ? t('finding.filter.link') : field ? t(`finding.column.${field}`) : change.field
  const said = (value: string) => (field === 'owner' ? (value ? names(value) : t('finding.pool')) : field === 'members' ? value.split('、').filter(Boolean).map(names).join(t('common.comma')) : value) || t('common.none')
  return (
    <span className="bulk-change"><span className="quiet">{label}{t('common.colon')}</span><span className="sr-only">{t('leadsWork.from')}</span><del>{said(change.from)}</del><span aria-hidden> → </span><span className="sr-only">{t('leadsWork.now')}</span><ins>{said(change.to)}</ins></span>
  )
}
