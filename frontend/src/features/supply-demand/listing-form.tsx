import { Button, Drawer, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Listing } from '@/shared/api/types'
import { EnterpriseSelect } from '@/shared/firm/enterprise-select'
import { LinkSelect } from '@/shared/firm/link-select'
import { plainNumber } from '@/shared/format'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useAddListing, useChangeListing } from './requests'

/** An offer or a need of an enterprise: a new one, or one that is changed. */
export default function ListingForm({ listing, onClose }: { listing?: Listing; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [kind, setKind] = useState<'offer' | 'need'>('offer')
  const [firm, setFirm] = useState('')
  const [texts, setTexts] = useState({ product: listing?.product ?? '', quantity: plainNumber(listing?.quantity), unit: listing?.unit ?? '', by: listing?.by ?? '', note: listing?.note ?? '' })
  const [links, setLinks] = useState(listing?.links ?? [])
  const [contact, setContact] = useState({ name: '', phone: '' })
  const add = useAddListing()
  const change = useChangeListing()
  const error = add.error ?? change.error
  const fields = error instanceof ApiProblem ? error.fields : {}
  const done = () => {
    toast(t('supply.saved'))
    onClose()
  }
  const send = () => {
    const quantity = texts.quantity.trim() ? Number(texts.quantity.replace(/[,，]/g, '')) : 0
    const common = { product: texts.product, unit: texts.unit, by: texts.by, note: texts.note, quantity: Number.isFinite(quantity) ? quantity : -1, contact: contact.name || contact.phone ? contact : undefined }
    if (listing) change.mutate({ listing, body: { ...common, links } }, { onSuccess: done })
    else add.mutate({ ...common, kind, enterprise: firm, links: links.length > 0 ? links : undefined }, { onSuccess: done })
  }
  const text = (field: keyof typeof texts, more: { hint?: string; type?: string } = {}) => (
    <Field label={t(`supply.${field}`)} hint={more.hint} error={fields[field]}>{(control) => <Input {...control} type={more.type} value={texts[field]} maxLength={field === 'note' ? 500 : 200} onChange={(event) => setTexts({ ...texts, [field]: event.target.value })} />}</Field>
  )
  return (
    <Drawer open onClose={onClose} title={t(listing ? 'supply.editTitle' : 'supply.addTitle')} size={520} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" htmlType="submit" form="listing-form" loading={add.isPending || change.isPending}>{t('supply.save')}</Button></div>}>
      <form id="listing-form" noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
        {error && Object.keys(fields).length === 0 && <ProblemNotice title={t('supply.failed')} error={error} />}
        {!listing && (
          <>
            <div className="chooser" role="group" aria-label={t('supply.allKinds')}>{(['offer', 'need'] as const).map((k) => <button key={k} type="button" aria-pressed={k === kind} onClick={() => setKind(k)}>{t(`supply.kind.${k}`)}</button>)}</div>
            <Field label={t('supply.enterprise')} error={fields.enterprise}>{(control) => <EnterpriseSelect control={control} value={firm} onChange={setFirm} />}</Field>
          </>
        )}
        {text('product')}
        <div className="fields">{text('quantity')}{text('unit', { hint: t('supply.unitHint') })}</div>
        {text('by', { type: 'date' })}
        <Field label={t('supply.links')} hint={t('supply.linksHint')} error={fields.links}>{(control) => <LinkSelect control={control} value={links} onChange={setLinks} />}</Field>
        {text('note')}
        <div className="fields">
          <Field label={`${t('supply.contact')} · ${t('supply.name')}`} error={fields.contact}>{(control) => <Input {...control} maxLength={60} autoComplete="off" placeholder={listing?.contact.name} value={contact.name} onChange={(event) => setContact({ ...contact, name: event.target.value })} />}</Field>
          <Field label={`${t('supply.contact')} · ${t('supply.phone')}`}>{(control) => <Input {...control} maxLength={40} autoComplete="off" placeholder={listing?.contact.phone} value={contact.phone} onChange={(event) => setContact({ ...contact, phone: event.target.value })} />}</Field>
        </div>
      </form>
    </Drawer>
  )
}
