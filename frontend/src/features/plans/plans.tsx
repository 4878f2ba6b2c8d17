import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Button, Modal, Skeleton } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { PlanVersion } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import './plans.css'
import { usePlans, useSendPlan, useUndo } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('plans.title'))
  const { mayReview } = useMe()
  if (mayReview) return <Plans />
  return <Nothing title={t('plans.notYours')} text={t('plans.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}

function Plans() {
  const { t } = useTranslation()
  const toast = useToast()
  const { mayAdminister } = useMe()
  const { data, error, isPending, refetch } = usePlans()
  const template = useMutation({ mutationFn: () => download('/api/plans/present/workbook') })
  const undo = useUndo()
  const [asked, setAsked] = useState(false)
  const last = data?.entries.at(-1)
  const before = data?.entries.at(-2)?.version ?? data?.items.find((plan) => plan.id === 'shipped')?.version ?? t('plans.before')
  return (
    <>
      <PageHead title={t('plans.title')} line={t('plans.line')} actions={
        <>
          <Button icon={<DownloadOutlined aria-hidden />} loading={template.isPending} onClick={() => template.mutate()}>{t('plans.template')}</Button>
          {mayAdminister && last && <Button onClick={() => setAsked(true)}>{t('plans.undo')}</Button>}
        </>
      } />
      {template.error && <ProblemNotice error={template.error} />}
      {undo.error && <ProblemNotice title={t('plans.cannot')} error={undo.error} />}
      {mayAdminister && <Upload />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} /></div>}
      {data && <ol className="plan-list" aria-label={t('plans.list')}>{data.items.map((plan) => <li key={plan.id} className="card"><Version plan={plan} /></li>)}</ol>}
      {asked && last && (
        <Modal open centered title={t('plans.undoTitle', { version: last.version })} okText={t('plans.undo')} cancelText={t('common.cancel')} confirmLoading={undo.isPending}
          closable={{ 'aria-label': t('common.cancel') }} onCancel={() => setAsked(false)}
          onOk={() => undo.mutate(undefined, { onSuccess: () => toast(t('plans.undone')), onSettled: () => setAsked(false) })}>
          <p>{t('plans.undoText', { before })}</p>
        </Modal>
      )}
    </>
  )
}

function Upload() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const send = useSendPlan()
  const input = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState(false)
  const take = (file: File | undefined) => {
    if (!file || send.isPending) return
    send.reset()
    setWrong(!/\.(xlsx|xlsm|zip)$/i.test(file.name))
    if (/\.(xlsx|xlsm|zip)$/i.test(file.name)) send.mutate(file, { onSuccess: (plan) => navigate(paths.onePlan(plan.id)) })
  }
  return (
    <section className="card plan-upload" aria-label={t('plans.choose')}>
      <p className="quiet">{t('plans.drop')}</p>
      <Button type="primary" icon={<UploadOutlined aria-hidden />} loading={send.isPending} onClick={() => input.current?.click()}>{t(send.isPending ? 'plans.sending' : 'plans.choose')}</Button>
      <input ref={input} type="file" className="sr-only" tabIndex={-1} aria-label={t('plans.choose')} accept=".xlsx,.zip" onChange={(event) => {
        take(event.target.files?.[0])
        event.target.value = '' // the same file can be chosen again once it is mended
      }} />
      <p className="fine">{t('plans.limits')}</p>
      {wrong && <p className="field-error" role="alert">{t('plans.wrongKind')}</p>}
      {send.error && <ProblemNotice title={t('plans.notSent')} error={send.error} />}
    </section>
  )
}

function Version({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <>
      <h2><Link to={paths.onePlan(plan.id)}>{plan.version || plan.fileName}</Link> <StateTag plan={plan} /></h2>
      {plan.name && <p>{plan.name} · {plan.city} · {t('plans.years', { from: plan.years[0], to: plan.years[1] })}</p>}
      {plan.state !== 'refused' && <p className="quiet">{t('plans.sizes', { ...plan.sizes })}</p>}
      <p className="quiet">{plan.id === 'shipped' ? t('plans.shipped') : t('plans.sent', { by: names(plan.by ?? ''), time: formatTime(plan.at ?? ''), file: plan.fileName })}</p>
    </>
  )
}

/** Where a plan stands: in force, to come, a draft, refused. */
export function StateTag({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  if (plan.inForce) return <Tag tone="good">{plan.from ? `${t('plans.inForce')} · ${t('plans.since', { from: plan.from })}` : t('plans.inForce')}</Tag>
  if (plan.from) return <Tag tone="accent">{t('plans.coming', { from: plan.from })}</Tag>
  return <Tag tone={plan.state === 'refused' ? 'bad' : plan.state === 'draft' ? 'plain' : 'muted'}>{t(`plans.state.${plan.state}`)}</Tag>
}
