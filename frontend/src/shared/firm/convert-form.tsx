import { Alert, Button, Checkbox, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDuplicates } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { LeadOfOther } from '@/shared/api/types'
import { parseMu, parseWan, plainNumber } from '@/shared/format'
import { pageOf, paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'

/** Turns a target or an introduction into a lead; says first who has the firm already. */
export default function ConvertForm({ firm, text, investmentWan, error, busy, onSend, onClose }: {
  firm: string
  text: string
  investmentWan?: number
  error: unknown
  busy: boolean
  onSend: (lead: LeadOfOther) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [words, setWords] = useState(text)
  const [wan, setWan] = useState(plainNumber(investmentWan))
  const [mu, setMu] = useState('')
  const [anyway, setAnyway] = useState(false)
  const { data } = useDuplicates(firm, '')
  const held = (data?.items ?? []).filter((d) => d.kind === 'lead')
  const problem = error instanceof ApiProblem ? error : undefined
  const fields = problem?.fields ?? {}
  const there = problem ? pageOf(problem.location) : ''
  return (
    <Drawer open onClose={onClose} title={t('targets.convertTitle')} size={560} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="convert-form" loading={busy}>{t('targets.convert')}</Button></div>}>
      <form id="convert-form" noValidate onSubmit={(event) => {
        event.preventDefault()
        onSend({ text: words, investmentWan: parseWan(wan) ?? undefined, landMu: parseMu(mu) ?? undefined, anyway })
      }}>
        <p className="strong form-line">{firm}</p>
        {held.length > 0 && (
          <Alert type="warning" showIcon className="notice" title={t('targets.held')}
            description={<ul>{held.map((d, i) => <li key={d.id ?? i}>{d.id ? <Link to={paths.lead(d.id)}>{d.enterprise}</Link> : d.enterprise} <span className="quiet">{[t('targets.heldLead'), t(`firstReport.why.${d.why as 'name'}`), d.ownerName, d.unitName].filter(Boolean).join(' · ')}</span></li>)}</ul>} />
        )}
        {problem && Object.keys(fields).length === 0 && <ProblemNotice title={t('targets.failed')} error={problem} action={there && <Link to={there}>{t('supply.intro.openLead')}</Link>} />}
        <Field label={t('targets.convertText')} hint={t('targets.convertHint')} error={fields.text}>{(control) => <Input.TextArea {...control} value={words} autoSize={{ minRows: 5, maxRows: 14 }} onChange={(event) => setWords(event.target.value)} />}</Field>
        <div className="fields">
          <Field label={t('targets.investment')} hint={t('targets.investmentHint')} error={fields.investmentWan}>{(control) => <Input {...control} value={wan} onChange={(event) => setWan(event.target.value)} />}</Field>
          <Field label={t('targets.land')} error={fields.landMu}>{(control) => <Input {...control} value={mu} onChange={(event) => setMu(event.target.value)} />}</Field>
        </div>
        {(held.length > 0 || problem?.code === 'duplicate') && <Checkbox checked={anyway} onChange={(event) => setAnyway(event.target.checked)}>{t('targets.anyway')}</Checkbox>}
      </form>
    </Drawer>
  )
}
