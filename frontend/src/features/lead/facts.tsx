import { Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Lead } from '@/shared/api/types'
import { ChannelInput } from '@/shared/firm/channel-input'
import { formatMu, formatNumber, formatTime, formatWan, parseMu, parseWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { InPlace } from '@/shared/in-place/in-place'
import { EvidenceText } from '@/shared/match/evidence-text'
import { evidenceOf } from '@/shared/match/labels'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { valuesOf } from './change'
import { FirmName } from './firm'
import { mayChange } from './may'
import type { Field } from './merge'

export type SaveField = (on: Lead, field: Field, typed: string) => Promise<string | undefined>

/** What the lead says, as it was written, with the words that counted marked. */
export function LeadText({ lead, save }: { lead: Lead; save: SaveField }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const long = lead.text.length > 900
  return (
    <section className="card lead-text" aria-labelledby="text-title" id="text">
      <h2 id="text-title">{t('lead.text')}</h2>
      <LeadField lead={lead} field="text" save={save} hint={lead.review && t('leadPage.textReviewed')}>
        <div className={long && !whole ? 'text-folded' : undefined}><EvidenceText text={lead.text} evidence={evidenceOf(lead.match)} /></div>
        {long && <button type="button" className="plain-button" aria-expanded={whole} onClick={() => setWhole(!whole)}>{t(whole ? 'leadPage.foldText' : 'leadPage.wholeText')}</button>}
      </LeadField>
    </section>
  )
}

/** One field, changed where it stands. It is saved upon the lead as it was when the box was opened. */
function LeadField({ lead, field, save, hint, children }: { lead: Lead; field: Field; save: SaveField; hint?: string; children: ReactNode }) {
  const { t } = useTranslation()
  const me = useMe()
  const [on, setOn] = useState(lead)
  const check = (typed: string) => {
    if (field === 'text' && !typed.trim()) return t('capture.textMissing')
    if (field === 'name' && !typed.trim()) return t('lead.nameMissing')
    if (field === 'investment' && typed.trim() && parseWan(typed) === undefined) return t('capture.moneyBad')
    if (field === 'land' && typed.trim() && parseMu(typed) === undefined) return t('capture.landBad')
    return undefined
  }
  return (
    <InPlace label={t(`field.${field}`)} text={valuesOf(lead)[field]} may={mayChange(lead, me)} several={field === 'text'} check={check} onOpen={() => setOn(lead)} save={(typed) => save(on, field, typed)}
      hint={hint ?? (field === 'investment' ? t('capture.moneyHint') : undefined)}
      box={({ onChange, ...control }) => field === 'text' ? <Input.TextArea {...control} autoSize={{ minRows: 5, maxRows: 24 }} onChange={(event) => onChange(event.target.value)} />
        : field === 'source' ? <ChannelInput {...control} autoComplete="off" onChange={(event) => onChange(event.target.value)} />
          : <Input {...control} autoComplete="off" suffix={field === 'investment' ? t('field.wan') : field === 'land' ? t('field.mu') : undefined} onChange={(event) => onChange(event.target.value)} />}>
      {children}
    </InPlace>
  )
}

/** What is known of the lead: each fact that a person states is changed where it stands; what was read from the text is shown with it. */
export function Facts({ lead, save, onLatest }: { lead: Lead; save: SaveField; onLatest: () => void }) {
  const { t } = useTranslation()
  const me = useMe()
  const language = currentLanguage()
  const names = useNames()
  const may = mayChange(lead, me)
  const { facts } = lead.match
  const unset = <span className="quiet">{t(may ? 'leadPage.fillIn' : 'leadPage.unset')}</span>
  const cameFrom = lead.introduction ? <Link to={`${paths.supplyDemand}?show=introductions&q=${encodeURIComponent(lead.enterprise.name ?? '')}`}>{t('supply.intro.title')}</Link>
    : lead.target && <Link to={`${paths.targets}?one=${encodeURIComponent(lead.target)}`}>{t('targets.nav')}</Link>
  const stated: [Field, ReactNode][] = [
    ['name', lead.name],
    ['company', (lead.enterprise.name || lead.enterprise.id) && <FirmName lead={lead} onLatest={onLatest} />],
    ['creditCode', lead.enterprise.creditCode && <span className="number">{lead.enterprise.creditCode}</span>],
    ['investment', formatWan(lead.investmentWan, language)],
    ['land', formatMu(lead.landMu, language)],
    ['place', lead.place],
    ['source', (lead.source || cameFrom) && <>{lead.source} {cameFrom}</>],
  ]
  const read: [string, ReactNode][] = [
    [t('lead.products'), facts.products?.join('、')],
    [t('lead.capacities'), facts.capacities?.map((c) => c.text).join('；')],
    [t('lead.output'), formatWan(facts.outputWan, language)],
    [t('lead.tax'), formatWan(facts.taxWan, language)],
    [t('lead.floor'), facts.floorAreaM2 && t('lead.floorM2', { area: formatNumber(facts.floorAreaM2) })],
    [t('lead.jobs'), facts.jobs && t('lead.jobsCount', { count: facts.jobs })],
  ]
  const shownRead = read.filter(([, value]) => value)
  return (
    <section className="card after" aria-labelledby="lead-facts-title" id="facts">
      <h2 id="lead-facts-title">{t('lead.facts')}</h2>
      <dl className="facts two">
        {stated.map(([field, value]) => <div key={field}><dt>{t(`field.${field}`)}</dt><dd><LeadField lead={lead} field={field} save={save}>{value || unset}</LeadField></dd></div>)}
      </dl>
      {shownRead.length > 0 && (
        <>
          <h3 className="facts-head">{t('leadPage.readFromText')}</h3>
          <dl className="facts two">{shownRead.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
        </>
      )}
      <p className="fine facts-foot">{t('leadPage.entered', { by: names(lead.createdBy), time: formatTime(lead.createdAt) })} · {t('leadPage.updated', { time: formatTime(lead.updatedAt) })}</p>
    </section>
  )
}
