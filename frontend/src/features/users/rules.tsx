import { Button, Checkbox, Modal, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statusOf } from '@/shared/api/problem'
import type { AccountRules } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useRules, useSetRules } from './requests'
import { roles } from './words'

const idles = [30, 120, 720, 1440, 4320, 10080, 20160] as const

/** The rules of everybody's sign-in. */
export function Rules({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useRules()
  return (
    <Modal open centered title={t('users.rules')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }} footer={null}>
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <div role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 4 }} /></div>}
      {data && <Form key={data.rev} rules={data} onClose={onClose} />}
    </Modal>
  )
}

function Form({ rules, onClose }: { rules: AccountRules; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const set = useSetRules()
  const [idleMinutes, setIdle] = useState(rules.idleMinutes)
  const [chosen, setChosen] = useState(rules.secondFactorRoles)
  const shown = idles.some((m) => m === rules.idleMinutes) ? [...idles] : [...idles, rules.idleMinutes].sort((a, b) => a - b)
  const label = (minutes: number) => {
    if (minutes % 1440 === 0 && minutes > 1440) return t('users.idleDays', { count: minutes / 1440 })
    if (minutes % 60 === 0) return t('users.idleHours', { count: minutes / 60 })
    return t('users.idleMinutes', { count: minutes })
  }
  const save = () =>
    set.mutate({ rev: rules.rev, idleMinutes, secondFactorRoles: chosen }, {
      onSuccess: () => {
        toast(t('users.rulesSaved'))
        onClose()
      },
      onError: (error) => {
        if (statusOf(error) === 412) toast(t('users.rulesConflict'), 'bad')
      },
    })
  return (
    <form noValidate onSubmit={(event) => { event.preventDefault(); if (!set.isPending) save() }}>
      <p className="quiet">{t('users.rulesLine')}</p>
      {set.error && <ProblemNotice title={t('users.failed')} error={set.error} />}
      <div className="after-text">
        <Field label={t('users.idle')}>
          {(control) => <Select {...control} className="wide" value={idleMinutes} onChange={setIdle} options={shown.map((value) => ({ value, label: label(value) }))} />}
        </Field>
      </div>
      <fieldset className="choices">
        <legend>{t('users.mustFactor')}</legend>
        <Checkbox.Group value={chosen} onChange={setChosen} options={roles.map((value) => ({ value, label: t(`role.${value}`) }))} />
        <p className="fine">{t('users.mustFactorHint')}</p>
      </fieldset>
      <div className="actions after-text">
        <Button type="primary" htmlType="submit" loading={set.isPending}>{t('common.save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
