import { Button, Checkbox, Input, Modal, Select, Skeleton, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import type { Notice, Robot, RobotIn } from '@/shared/api/types'
import { useTitle } from '@/shared/hooks'
import { Field } from '@/shared/ui/field'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { AdminsOnly } from './admins-only'
import './jobs.css'
import { useRemoveRobot, useRobots, useSaveRobot, useTestRobot, useUnits } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('robots.title'))
  return <AdminsOnly><Robots /></AdminsOnly>
}

const kinds: Notice['kind'][] = ['assigned', 'handedOver', 'mentioned', 'reminder', 'decided', 'report', 'system']
const platforms = ['wecom', 'dingtalk', 'feishu'] as const

function Robots() {
  const { t } = useTranslation()
  const toast = useToast()
  const { data, error, isPending, refetch } = useRobots()
  const units = useUnits()
  const [form, setForm] = useState<Robot | 'new'>()
  const [gone, setGone] = useState<Robot>()
  const remove = useRemoveRobot()
  const test = useTestRobot()
  const add = <Button type="primary" onClick={() => setForm('new')}>{t('robots.add')}</Button>
  const unitName = (id: string) => units.data?.items.find((unit) => unit.id === id)?.name ?? id

  return (
    <>
      <PageHead title={t('robots.title')} line={t('robots.line')} actions={data && data.items.length > 0 && add} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {(remove.error ?? test.error) && <ProblemNotice title={t('outbox.failed')} error={remove.error ?? test.error} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 4, width: '100%' }} /></div>}
      {data?.items.length === 0 && <Nothing title={t('robots.empty')} text={t('robots.emptyText')} action={add} />}
      {data && data.items.length > 0 && (
        <ul className="job-list" aria-label={t('robots.list')}>
          {data.items.map((robot) => (
            <li key={robot.id} className="card">
              <div className="job-head">
                <div>
                  <h2>{robot.name} <Tag tone={robot.on ? 'good' : 'muted'}>{t(robot.on ? 'robots.isOn' : 'robots.isOff')}</Tag></h2>
                  <p className="quiet">{t(`robots.platform.${robot.kind}`)} · {robot.unit ? unitName(robot.unit) : t('robots.city')} · {robot.host}</p>
                  <p className="quiet">{robot.kinds.length > 0 ? robot.kinds.map((kind) => t(`robots.kindNames.${kind as Notice['kind']}`)).join(t('common.sep')) : t('robots.allKinds')}</p>
                </div>
                <div className="actions">
                  <Button loading={test.isPending && test.variables === robot.id} onClick={() => test.mutate(robot.id, { onSuccess: () => toast(t('robots.tested')) })}>{t('robots.test')}</Button>
                  <Button onClick={() => setForm(robot)}>{t('robots.edit')}</Button>
                  <Button danger onClick={() => setGone(robot)}>{t('robots.remove')}</Button>
                </div>
              </div>
            </li>
          ))}
        </ul>
      )}
      {form && <Form key={form === 'new' ? 'new' : `${form.id} ${form.rev}`} robot={form === 'new' ? undefined : (data?.items.find((one) => one.id === form.id) ?? form)}
        units={units.data?.items ?? []} onClose={() => setForm(undefined)} />}
      {gone && (
        <Modal open centered title={t('robots.removeTitle')} okText={t('robots.remove')} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} confirmLoading={remove.isPending}
          closable={{ 'aria-label': t('common.cancel') }} onCancel={() => setGone(undefined)}
          onOk={() => remove.mutate({ id: gone.id, rev: gone.rev }, { onSuccess: () => toast(t('robots.removed')), onSettled: () => setGone(undefined) })}>
          <p>{gone.name}{t('common.colon')}{t('robots.removeText')}</p>
        </Modal>
      )}
    </>
  )
}

function Form({ robot, units, onClose }: { robot: Robot | undefined; units: { id: string; name: string }[]; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useSaveRobot()
  const [draft, setDraft] = useState<RobotIn>(() => robot
    ? { name: robot.name, kind: robot.kind, unit: robot.unit, kinds: robot.kinds, on: robot.on, address: '', secret: '' }
    : { name: '', kind: 'wecom', unit: '', kinds: [], on: true, address: '', secret: '' })
  const put = (change: Partial<RobotIn>) => setDraft({ ...draft, ...change })
  const wrong = save.error instanceof ApiProblem ? save.error.fields : {}
  const stale = statusOf(save.error) === 412
  const submit = () => save.mutate({ ...(robot && { id: robot.id, rev: robot.rev }), body: draft }, { onSuccess: () => { toast(t('robots.saved')); onClose() } })
  const kept = robot && robot.kind === draft.kind
  return (
    <Modal open centered title={t(robot ? 'robots.editTitle' : 'robots.addTitle')} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={save.isPending}
      closable={{ 'aria-label': t('common.cancel') }} onCancel={onClose} onOk={submit}>
      <form className="robot-form" onSubmit={(event) => { event.preventDefault(); submit() }}>
        <Field label={t('robots.name')} error={wrong['name']}>
          {(control) => <Input {...control} value={draft.name} maxLength={60} placeholder={t('robots.nameHint')} onChange={(event) => put({ name: event.target.value })} />}
        </Field>
        <Field label={t('robots.kind')} error={wrong['kind']}>
          {(control) => <Select {...control} className="full" value={draft.kind} options={platforms.map((kind) => ({ value: kind, label: t(`robots.platform.${kind}`) }))} onChange={(kind) => put({ kind })} />}
        </Field>
        <Field label={t('robots.unit')} hint={t('robots.unitHint')} error={wrong['unit']}>
          {(control) => <Select {...control} className="full" value={draft.unit ?? ''} showSearch={{ optionFilterProp: 'label' }}
            options={[{ value: '', label: t('robots.city') }, ...units.map((unit) => ({ value: unit.id, label: unit.name }))]} onChange={(unit) => put({ unit })} />}
        </Field>
        <Field label={t('robots.address')} hint={kept ? t('robots.addressKept', { host: robot.host }) : t('robots.addressHint')} error={wrong['address']}>
          {(control) => <Input {...control} value={draft.address ?? ''} maxLength={1000} autoComplete="off" onChange={(event) => put({ address: event.target.value.trim() })} />}
        </Field>
        <Field label={t('robots.secret')} hint={kept && robot.hasSecret ? t('robots.secretKept') : t('robots.secretHint')} error={wrong['secret']}>
          {(control) => <Input.Password {...control} value={draft.secret ?? ''} maxLength={200} autoComplete="new-password" onChange={(event) => put({ secret: event.target.value })} />}
        </Field>
        <fieldset className="choices robot-kinds">
          <legend>{t('robots.kinds')}</legend>
          <Checkbox.Group value={draft.kinds ?? []} options={kinds.map((kind) => ({ value: kind as string, label: t(`robots.kindNames.${kind}`) }))} onChange={(chosen) => put({ kinds: chosen })} />
          <p className="fine">{t('robots.kindsHint')}</p>
        </fieldset>
        <p className="robot-on"><Switch checked={draft.on} aria-label={t('robots.on')} onChange={(on) => put({ on })} /> {t(draft.on ? 'robots.on' : 'robots.off')}</p>
        {save.error && Object.keys(wrong).length === 0 && <ProblemNotice title={t('robots.failed')} error={stale ? new ApiProblem(412, 'conflict', t('robots.conflict')) : save.error} />}
      </form>
    </Modal>
  )
}
