import { Drawer } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { EventFigures, PromotionEvent } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { paths } from '@/shared/paths'
import { DemoTag, StageTag } from '@/shared/ui/tag'

type EventLead = PromotionEvent['leads'][number]
type Shown = 'leads' | 'signed'

/** What came of events; the numbers of leads open them. `name` says of which event. */
export function Figures({ figures, leads, name, met }: { figures: EventFigures; leads: readonly EventLead[]; name: string; met?: string }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState<Shown>()
  const language = currentLanguage()
  const wan = (value: number | null) => (value === null ? '—' : formatWan(value, language) || '0')
  const rows = leads.filter((l) => open === 'leads' || (l.signedOn && !l.signedBefore))
  const button = (shown: Shown, text: string, count: number): ReactNode => (count === 0 ? text : <button type="button" aria-label={t('events.openLeads', { name: `${t(`events.figures.${shown}`)} ${text}` })} onClick={() => setOpen(shown)}>{text}</button>)
  const cell = (title: string, value: ReactNode) => <div><dt>{title}</dt><dd className="number">{value}</dd></div>
  return (
    <>
      <dl className="event-figures">
        {cell(t('events.figures.met'), met && figures.met > 0 ? <Link to={met}>{t('events.people', { count: figures.met })}</Link> : t('events.people', { count: figures.met }))}
        {cell(t('events.figures.leads'), button('leads', t('events.items', { count: figures.leads }), figures.leads))}
        {cell(t('events.figures.signed'), button('signed', t('events.projects', { count: figures.signed }), figures.signed))}
        {cell(t('events.figures.invested'), figures.signed > 0 ? button('signed', wan(figures.investedWan), 1) : '—')}
        {cell(t('events.figures.cost'), figures.costWan > 0 ? wan(figures.costWan) : t('events.noCost'))}
        {cell(t('events.figures.perLead'), figures.costWan > 0 && figures.leads > 0 ? button('leads', wan(figures.perLeadWan), 1) : '—')}
        {cell(t('events.figures.perSigned'), figures.costWan > 0 && figures.signed > 0 ? button('signed', wan(figures.perSignedWan), 1) : '—')}
      </dl>
      {open && (
        <Drawer open onClose={() => setOpen(undefined)} title={t('events.openOf', { event: name, name: t(`events.figures.${open}`) })} size={560} closable={{ 'aria-label': t('events.close') }}>
          <p className="quiet form-line">{t('events.onlySeen')}</p>
          <Leads leads={rows} label={t('events.openOf', { event: name, name: t(`events.figures.${open}`) })} />
        </Drawer>
      )}
    </>
  )
}

export function Leads({ leads, label }: { leads: readonly EventLead[]; label: string }) {
  const { t } = useTranslation()
  const language = currentLanguage()
  return (
    <ol className="event-leads" aria-label={label}>
      {leads.map((l) => (
        <li key={l.id}>
          <div className="line"><Link to={paths.lead(l.id)} className="strong">{l.name}</Link><span className="number">{formatWan(l.investmentWan, language)}</span></div>
          <p className="tags"><StageTag stage={l.stage} /> <span className="quiet">{[l.enterprise, l.signedOn && t(l.signedBefore ? 'events.signedBefore' : 'events.signedOn', { date: l.signedOn })].filter(Boolean).join(' · ')}</span> {l.demo && <DemoTag />}</p>
        </li>
      ))}
    </ol>
  )
}
