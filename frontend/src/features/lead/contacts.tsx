import { Alert, Button, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Contact, Lead } from '@/shared/api/types'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { ContactClash, contactFields, contactValues, phoneNumbers, withContact, type ContactField, type ContactValues } from './contact'
import { mayChange, seesContacts } from './may'
import { useChangePeople, useReveal } from './together-requests'

const labels = { name: 'together.name', title: 'together.contactTitle', phone: 'together.phone', email: 'together.email', wechat: 'together.wechat', note: 'together.note' } as const

/** The people at the enterprise. Who does not work on the lead sees ends of numbers, until he asks for more. */
export function Contacts({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const reveal = useReveal(lead.id)
  const remove = useChangePeople(lead)
  const [form, setForm] = useState<{ contact?: Contact }>()
  const [asked, setAsked] = useState<Contact>()
  const open = seesContacts(lead, me)
  const may = open && mayChange(lead, me)
  const shown = !open && reveal.data ? reveal.data : lead.contacts
  const full = open || reveal.data !== undefined

  const removeNow = () => {
    if (!asked) return
    remove.mutate((on) => ({ contacts: withContact(on, asked, undefined) }), {
      onSuccess: () => toast(t('together.contactRemoved'), 'good', { label: t('leadPage.undo'), onAct: () => putBack(asked) }),
      onSettled: () => setAsked(undefined),
    })
  }

  const putBack = (contact: Contact) => remove.mutate((on) => ({ contacts: withContact(on, undefined, contactValues(contact)) }), {
    onSuccess: () => toast(t('leadPage.contactBack', { name: contact.name }), 'plain'),
  })

  return (
    <div className="person">
      <h3>{t('together.contacts')}</h3>
      {shown.length === 0 && <p className="quiet">{t('together.noContacts')}</p>}
      {shown.length > 0 && (
        <ul className="contacts" aria-label={t('together.contacts')}>
          {shown.map((contact, i) => (
            <li key={`${contact.name} ${i}`}>
              <div className="line">
                <span><strong>{contact.name}</strong> <span className="quiet">{contact.title}</span></span>
                {may && (
                  <span className="actions">
                    <button type="button" className="plain-button" aria-label={t('together.editContact', { name: contact.name })} onClick={() => setForm({ contact })}>{t('lead.edit')}</button>
                    <button type="button" className="plain-button" aria-label={t('together.removeContact', { name: contact.name })} onClick={() => setAsked(contact)}>{t('together.remove')}</button>
                  </span>
                )}
              </div>
              <Ways contact={contact} full={full} />
            </li>
          ))}
        </ul>
      )}
      {!open && lead.contacts.length > 0 && (
        lead.owner === '' ? <p className="fine">{t('together.claimToSee')}</p>
          : reveal.data ? <p className="fine" role="status">{t('together.revealed')}</p>
            : <p className="reveal"><Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>{t('together.reveal')}</Button> <span className="fine">{t('together.revealHint')}</span></p>
      )}
      {reveal.error && <ProblemNotice error={reveal.error} />}
      {may && <Button size="small" onClick={() => setForm({})}>{t('together.addContact')}</Button>}
      {remove.error && (remove.error instanceof ContactClash
        ? <Alert type="warning" showIcon role="alert" className="notice" title={t('together.contactClash', { now: sentence(remove.error.now) })} />
        : <ProblemNotice title={t('together.peopleFailed')} error={remove.error} />)}
      {form && <ContactForm lead={lead} contact={form.contact} onClose={() => setForm(undefined)} />}
      {asked && (
        <Modal open centered title={t('together.removeContactTitle', { name: asked.name })} onCancel={() => setAsked(undefined)} onOk={removeNow}
          okText={t('together.remove')} cancelText={t('common.cancel')} confirmLoading={remove.isPending} closable={{ 'aria-label': t('common.cancel') }}>
          <p>{t('together.removeContactText')}</p>
        </Modal>
      )}
    </div>
  )
}

const sentence = (contact: Contact) => contactFields.map((field) => contact[field]).filter(Boolean).join(' · ')

/** How to reach a person; only what is shown in full can be called or written to. */
function Ways({ contact, full }: { contact: Contact; full: boolean }) {
  const { t } = useTranslation()
  const { phone, email, wechat, note } = contact
  return (
    <dl className="ways">
      {phone && <div><dt>{t('together.phone')}</dt><dd>{full ? phoneNumbers(phone).map(({ shown, dial }) => <a key={shown} href={`tel:${dial}`}>{shown}</a>) : phone}</dd></div>}
      {email && <div><dt>{t('together.email')}</dt><dd>{full ? <a href={`mailto:${email}`}>{email}</a> : email}</dd></div>}
      {wechat && <div><dt>{t('together.wechat')}</dt><dd>{wechat}</dd></div>}
      {note && <div><dt>{t('together.note')}</dt><dd>{note}</dd></div>}
    </dl>
  )
}

function ContactForm({ lead, contact, onClose }: { lead: Lead; contact: Contact | undefined; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const change = useChangePeople(lead)
  const [was, setWas] = useState(contact)
  const [values, setValues] = useState<ContactValues>(() => contactValues(contact))
  const [asked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  // A refusal names the contact by its place in the list; only this one was touched.
  const refused: Partial<Record<ContactField, string>> = {}
  if (change.error instanceof ApiProblem) {
    for (const field of contactFields) {
      const found = Object.entries(change.error.fields).find(([path]) => path.startsWith('contacts[') && path.endsWith(`].${field}`))
      if (found) refused[field] = found[1]
    }
  }
  if (asked && !values.name.trim()) refused.name = t('together.nameMissing')
  const placed = Object.keys(refused).length > 0

  useEffect(() => {
    if (change.error || asked) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [change.error, asked])

  const save = () => {
    setAsked(true)
    if (!values.name.trim() || change.isPending) return
    change.mutate((on) => ({ contacts: withContact(on, was, values) }), {
      onSuccess: () => {
        toast(t('together.contactSaved'))
        onClose()
      },
      onError: (error) => {
        if (error instanceof ContactClash) setWas(error.now) // saving again is upon what the colleague wrote
      },
    })
  }

  return (
    <Modal open centered title={contact ? t('together.editContact', { name: contact.name }) : t('together.addContact')} onCancel={onClose} okText={t('common.save')} cancelText={t('common.cancel')}
      okButtonProps={{ htmlType: 'submit', form: 'contact-form', loading: change.isPending }} closable={{ 'aria-label': t('common.cancel') }}>
      <form id="contact-form" ref={form} noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
        {change.error instanceof ContactClash && <Alert type="warning" showIcon role="alert" className="notice" title={t('together.contactClash', { now: sentence(change.error.now) })} />}
        {change.error && !(change.error instanceof ContactClash) && !placed && <ProblemNotice title={t('together.peopleFailed')} error={change.error} />}
        <div className="fields">
          {contactFields.map((field) => (
            <Field key={field} label={t(labels[field])} error={refused[field]}>
              {(control) => (
                <Input {...control} value={values[field]} autoComplete="off" inputMode={field === 'phone' ? 'tel' : field === 'email' ? 'email' : undefined}
                  onChange={(event) => {
                    setValues({ ...values, [field]: event.target.value })
                    setAsked(false)
                    if (change.error instanceof ApiProblem) change.reset()
                  }} />
              )}
            </Field>
          ))}
        </div>
      </form>
    </Modal>
  )
}
