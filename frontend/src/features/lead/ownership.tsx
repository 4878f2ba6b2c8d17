import { Alert, Button, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { usePool } from '@/shared/api/pool'
import { ApiProblem } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { ColleagueSelect } from './colleague-select'
import { mayEndOwning } from './may'
import { OwnerMoved, useClaim, useEndOwning } from './together-requests'
import './together.css'

/** At the head of a lead that nobody holds: says so, and lets it be claimed. */
export function PoolNote({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const claim = useClaim(lead.id)
  if (lead.owner) return null
  const ask = () => claim.mutate(undefined, { onSuccess: () => toast(t('together.claimed')) })
  return (
    <>
      <Alert type="info" showIcon className="notice" title={t(me.mayWriteLeads ? 'together.poolNoteClaim' : 'together.poolNote')}
        action={me.mayWriteLeads && <Button type="primary" loading={claim.isPending} onClick={ask}>{t('together.claim')}</Button>} />
      {claim.error && <ProblemNotice title={t('together.claimFailed')} error={claim.error} />}
    </>
  )
}

/** Release and hand over, for the owner and those who answer for the lead. */
export function OwnerActions({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const [asked, setAsked] = useState<'release' | 'handOver'>()
  if (!mayEndOwning(lead, me)) return null
  return (
    <span className="actions">
      <Button size="small" onClick={() => setAsked('handOver')}>{t('together.handOver')}</Button>
      <Button size="small" onClick={() => setAsked('release')}>{t('together.release')}</Button>
      {asked && <EndOwning key={lead.owner} lead={lead} release={asked === 'release'} onClose={() => setAsked(undefined)} />}
    </span>
  )
}

function EndOwning({ lead, release, onClose }: { lead: Lead; release: boolean; onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const toast = useToast()
  const navigate = useNavigate()
  const nameOf = useNames()
  const pool = usePool()
  const end = useEndOwning(lead)
  const me = useMe()
  const problemText = useProblemText()
  const claim = useClaim(lead.id)
  const again = useEndOwning({ ...lead, owner: '' })
  // The dialog is gone by then, so that only the promise tells how it went.
  const undo = (way: Promise<unknown>) => void way.then(() => toast(t('leadPage.ownerBack'), 'plain'), (error: unknown) => toast(error instanceof OwnerMoved ? t('together.ownerMoved') : problemText(error), 'bad'))
  const takeBack = () => undo(claim.mutateAsync())
  const giveBack = () => undo(again.mutateAsync({ to: lead.owner, reason: t('leadPage.releaseUndone') }))
  const [to, setTo] = useState<string>()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const problem = end.error instanceof ApiProblem ? end.error : undefined
  const errors = {
    to: asked && !to ? t('together.toMissing') : problem?.fields.to,
    reason: asked && !reason.trim() ? t('together.reasonMissing') : problem?.fields.reason,
  }

  const send = () => {
    setAsked(true)
    if (end.isPending || !reason.trim() || (!release && !to)) return
    end.mutate({ to: release ? undefined : to, reason }, {
      onSuccess: (kept) => {
        onClose()
        if (to && !release) {
          toast(t(kept ? 'together.handedOver' : 'together.handedOverGone', { name: nameOf(to) }))
          if (!kept) void navigate(paths.leads)
          return
        }
        // Who held it claims it again; a manager who released a colleague's gives it back.
        toast(t('together.released'), 'good', { label: t('leadPage.undo'), onAct: lead.owner === me.username ? takeBack : giveBack })
      },
    })
  }

  const wholly = end.error && !errors.to && !errors.reason ? end.error : undefined
  return (
    <Modal open centered title={t(release ? 'together.releaseTitle' : 'together.handOverTitle')} onCancel={onClose}
      okText={t(release ? 'together.release' : 'together.handOver')} cancelText={t('common.cancel')} okButtonProps={{ htmlType: 'submit', form: id, loading: end.isPending }} closable={{ 'aria-label': t('common.cancel') }}>
      <form id={id} noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        {release && <p className="lead-in">{t('together.releaseText', { days: pool.data?.againDays ?? 7 })}</p>}
        {!release && (
          <Field label={t('together.to')} error={errors.to}>
            {(control) => <ColleagueSelect control={control} label={t('together.memberHint')} value={to} without={[lead.owner]} onChange={(login) => { setTo(login); end.reset() }} />}
          </Field>
        )}
        <Field label={t('together.reason')} error={errors.reason} hint={t(release ? 'together.releaseHint' : 'together.handOverHint')}>
          {(control) => <Input.TextArea {...control} value={reason} maxLength={200} showCount autoSize={{ minRows: 2, maxRows: 5 }} onChange={(event) => { setReason(event.target.value); end.reset() }} />}
        </Field>
        {wholly && (wholly instanceof OwnerMoved ? <Alert type="warning" showIcon role="alert" title={t('together.ownerMoved')} /> : <ProblemNotice title={t('together.ownerFailed')} error={wholly} />)}
      </form>
    </Modal>
  )
}
