import { Button, Input, Select } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllLinks } from '@/shared/api/firms'
import { useIndustries, useParks } from '@/shared/api/plan'
import type { Lead, ReviewIn } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'

const changeReasons = ['product', 'centre', 'park'] as const
const refuseReasons = ['product', 'trade', 'little', 'ruled'] as const

/** A reason in one key, or in words: the arrows choose, Enter sends. */
function Reason({ name, reasons, value, error, focus, onChange }: { name: string; reasons: string[]; value: string; error?: string; focus?: boolean; onChange: (reason: string) => void }) {
  const { t } = useTranslation()
  const id = useId()
  const [own, setOwn] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (focus) first.current?.focus()
  }, [focus])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (own) box.current?.querySelector('input')?.focus()
  }, [own])
  return (
    <fieldset className="decide-reasons" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>{t('queue.reason')}</legend>
      {reasons.map((reason, i) => (
        <label key={reason}><input ref={i === 0 ? first : undefined} type="radio" name={name} checked={!own && value === reason} onChange={() => { setOwn(false); onChange(reason) }} />{reason}</label>
      ))}
      <label><input type="radio" name={name} checked={own} onChange={() => { setOwn(true); onChange('') }} />{t('queue.other')}</label>
      {own && <div ref={box}><Input value={value} aria-label={t('queue.otherLabel')} maxLength={200} onChange={(event) => onChange(event.target.value)} /></div>}
      {error && <p className="field-error" id={`${id}-error`}>{error}</p>}
    </fieldset>
  )
}

/** The lead fits nothing of the plan: why. */
export function Refuse({ onSend, onClose }: { onSend: (body: ReviewIn) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <form className="decide-form keep" noValidate aria-label={t('queue.refuse')} onSubmit={(event) => {
      event.preventDefault()
      setTried(true)
      if (reason.trim()) onSend({ decision: 'refuse', reason: reason.trim() })
    }}>
      <Reason name="refuse" focus reasons={refuseReasons.map((key) => t(`queue.refuseReasons.${key}`))} value={reason} error={tried && !reason.trim() ? t('queue.reasonMissing') : undefined} onChange={setReason} />
      <div className="actions"><Button type="primary" htmlType="submit">{t('queue.submitRefuse')}</Button><Button onClick={onClose}>{t('queue.cancel')}</Button></div>
    </form>
  )
}

interface To { segment: string; link: string }
const valueOf = ({ segment, link }: To) => `${segment}\n${link}`
const toOf = (value: string): To => {
  const [segment = '', link = ''] = value.split('\n')
  return { segment, link }
}

/** Where the lead belongs instead: a link found by typing, the other possibilities of the match first; and a park. */
export function ChangeTo({ lead, onSend, onClose }: { lead: Lead; onSend: (body: ReviewIn) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const links = useAllLinks()
  const industries = useIndustries()
  const parks = useParks('')
  const [to, setTo] = useState('')
  const [park, setPark] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)

  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const option = (at: To, label?: string) => ({ value: valueOf(at), label: label ?? `${at.segment} › ${at.link}` })
  const likely = lead.match.links.slice(1).map(({ segment, link }) => option({ segment, link }))
  const seen = new Set(likely.map((o) => o.value))
  const groups = (industries.data?.items ?? []).map((industry) => ({
    label: industry.name,
    options: industry.segments.flatMap((segment) => [
      ...(links.data?.items ?? []).filter((k) => k.segment === segment.name).map((k) => option({ segment: k.segment, link: k.name })),
      option({ segment: segment.name, link: '' }, t('queue.segmentOnly', { segment: segment.name })),
    ]).filter((o) => !seen.has(o.value)),
  }))
  const options = likely.length > 0 ? [{ label: t('queue.likely'), options: likely }, ...groups] : groups

  const chosen = toOf(to)
  const industry = (industries.data?.items ?? []).find((i) => (to ? i.segments.some((s) => s.name === chosen.segment) : i.name === lead.industry))
  const names = (parks.data?.items ?? []).map((p) => p.name)
  const rank = (name: string) => (lead.match.parks.some((p) => p.name === name) ? 0 : industry?.parks.includes(name) ? 1 : 2)
  const parkOptions = [{ value: '', label: to ? t('queue.noPark') : t('queue.keepPlace', { now: lead.park || t('queue.noPark') }) },
    ...[...names].sort((a, b) => rank(a) - rank(b)).map((name) => ({ value: name, label: name }))]

  const missing = tried && !to && !park
  return (
    <form ref={form} className="decide-form keep" noValidate aria-label={t('queue.change')} onSubmit={(event) => {
      event.preventDefault()
      setTried(true)
      if ((to || park) && reason.trim()) onSend({ decision: 'change', segment: chosen.segment || undefined, link: chosen.link || undefined, park: park || undefined, reason: reason.trim() })
    }}>
      <div className="decide-where">
        <Field label={t('queue.to')} error={missing ? t('queue.toMissing') : undefined} hint={t('queue.toHint')}>
          {(control) => (
            <Select {...control} showSearch={{ optionFilterProp: 'label' }} value={to || undefined} options={options} loading={links.isPending} allowClear
              placeholder={t('queue.keepPlace', { now: [lead.segment, lead.link].filter(Boolean).join(' › ') || t('match.noFitTitle') })} onChange={(value: string | undefined) => setTo(value ?? '')} />
          )}
        </Field>
        <Field label={t('queue.park')}>
          {(control) => <Select {...control} showSearch={{ optionFilterProp: 'label' }} value={park} options={parkOptions} onChange={setPark} />}
        </Field>
      </div>
      <Reason name="change" reasons={changeReasons.map((key) => t(`queue.changeReasons.${key}`))} value={reason} error={tried && !reason.trim() ? t('queue.reasonMissing') : undefined} onChange={setReason} />
      <div className="actions"><Button type="primary" htmlType="submit">{t('queue.submitChange')}</Button><Button onClick={onClose}>{t('queue.cancel')}</Button></div>
    </form>
  )
}
