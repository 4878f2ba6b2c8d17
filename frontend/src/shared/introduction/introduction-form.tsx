import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { IntroductionIn } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useIntroduce } from './requests'

/** Writes an introduction down; firm, target and link may be chosen already. */
export default function IntroductionForm({ start, name, onClose }: { start: IntroductionIn; name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const colleagues = useColleagues()
  const introduce = useIntroduce()
  const [values, setValues] = useState({ firm: start.firm?.name ?? '', reason: start.reason ?? '', date: '', to: '' })
  const fields = introduce.error instanceof ApiProblem ? introduce.error.fields : {}
  const set = (part: Partial<typeof values>) => setValues({ ...values, ...part })
  const send = () => {
    const chosen = start.firm && values.firm === start.firm.name ? start.firm : { name: values.firm }
    introduce.mutate({ ...start, firm: chosen, reason: values.reason, date: values.date, to: values.to }, { onSuccess: () => { toast(t('supply.intro.saved')); onClose() } })
  }
  return (
    <Modal open title={t('supply.intro.addTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="introduction-form" loading={introduce.isPending}>{t('supply.save')}</Button></div>}>
      <form id="introduction-form" noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        <p className="form-line"><span className="quiet">{t('supply.intro.from')}{t('common.colon')}</span><strong>{name}</strong></p>
        {introduce.error && Object.keys(fields).length === 0 && <ProblemNotice title={t('supply.intro.failed')} error={introduce.error} />}
        <Field label={t('supply.intro.firm')} error={fields.firm ?? fields['firm.name']}>{(control) => <Input {...control} maxLength={200} value={values.firm} onChange={(event) => set({ firm: event.target.value })} />}</Field>
        <Field label={t('supply.intro.reason')} hint={t('supply.intro.reasonHint')} error={fields.reason}>{(control) => <Input.TextArea {...control} autoSize={{ minRows: 2 }} maxLength={500} value={values.reason} onChange={(event) => set({ reason: event.target.value })} />}</Field>
        <div className="fields">
          <Field label={t('supply.intro.to')} error={fields.to}>
            {(control) => <Select {...control} allowClear showSearch optionFilterProp="label" className="wide" placeholder={t('supply.intro.me')} value={values.to || undefined} onChange={(to?: string) => set({ to: to ?? '' })} options={(colleagues.data?.items ?? []).filter((c) => !c.disabled).map((c) => ({ value: c.login, label: c.name }))} />}
          </Field>
          <Field label={t('supply.intro.date')} error={fields.date}>{(control) => <Input {...control} type="date" value={values.date} onChange={(event) => set({ date: event.target.value })} />}</Field>
        </div>
      </form>
    </Modal>
  )
}
