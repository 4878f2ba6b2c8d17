import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Introduction } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { StageTag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useLeadsToTie, useTieLead } from './requests'

/** Chooses the lead that came of an introduction and was written down before. */
export default function TieForm({ of, onClose }: { of: Introduction; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const names = useNames()
  const [q, setQ] = useState(of.firm.name ?? '')
  const [lead, setLead] = useState('')
  const { data, error } = useLeadsToTie(q)
  const tie = useTieLead()
  return (
    <Modal open title={t('supply.intro.tieTitle')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="tie-form" disabled={!lead} loading={tie.isPending}>{t('supply.intro.tieDo')}</Button></div>}>
      <form id="tie-form" noValidate onSubmit={(event) => { event.preventDefault(); tie.mutate({ of, lead }, { onSuccess: () => { toast(t('supply.intro.tied')); onClose() } }) }}>
        <p className="quiet form-line">{t('supply.intro.tieLine')}</p>
        {(tie.error ?? error) && <ProblemNotice title={t('supply.intro.failed')} error={tie.error ?? error} />}
        <Field label={t('supply.intro.tieFind')}>{(control) => <Input.Search {...control} allowClear maxLength={100} value={q} onChange={(event) => { setQ(event.target.value); setLead('') }} />}</Field>
        {data?.total === 0 && <p className="quiet">{t('supply.intro.tieNone')}</p>}
        <ul className="plain-list" aria-label={t('supply.intro.tieFound')}>
          {(data?.items ?? []).map((l) => (
            <li key={l.id}>
              <label className="tie-choice"><input type="radio" name="lead" value={l.id} checked={lead === l.id} onChange={() => setLead(l.id)} /> <strong>{l.name}</strong> <StageTag stage={l.stage} />
                <span className="fine">{[l.enterprise.name !== l.name && l.enterprise.name, formatWan(l.investmentWan, currentLanguage()), l.owner && names(l.owner)].filter(Boolean).join(' · ')}</span></label>
            </li>
          ))}
        </ul>
      </form>
    </Modal>
  )
}
