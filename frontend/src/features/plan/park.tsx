import { EditOutlined } from '@ant-design/icons'
import { Button, Modal, Skeleton } from 'antd'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { daysSince, isMeasured, oldAfterDays, useAppointKeeper, useParkContacts, usePark, utilityKinds, type ChemicalState } from '@/shared/api/parks'
import { useParks } from '@/shared/api/plan'
import { statusOf } from '@/shared/api/problem'
import type { LandType, ParkSeen, Workshop } from '@/shared/api/types'
import { formatMu, formatNumber, formatTime, formatWan } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { ChooseUnit } from '@/shared/ui/choose-unit'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag, Tag, type Tone } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { LayoutPicture } from './layout-picture'
import './park.css'

const Candidates = lazy(() => import('./candidates'))
const ParkForm = lazy(() => import('./park-form'))

export function Component() {
  const { t } = useTranslation()
  const { slug = '' } = useParams()
  const { data, error, refetch } = usePark(slug)
  useTitle(data?.name ?? t('parks.title'))
  if (data) return <Page key={slug} park={data} />
  if (statusOf(error) === 404) {
    return <Nothing title={t('ground.park.missing')} text={t('ground.park.missingText')} action={<LinkButton type="primary" to={paths.parks}>{t('ground.park.back')}</LinkButton>} />
  }
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active paragraph={{ rows: 8 }} /></div>
}

function Page({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const me = useMe()
  const [open, setOpen] = useState<'edit' | 'keeper' | 'candidates'>()
  const parks = useParks('').data?.items ?? []
  const close = () => setOpen(undefined)
  return (
    <>
      <p className="back"><Link to={paths.parks}>← {t('ground.park.back')}</Link></p>
      <PageHead title={park.name}
        line={
          <span className="tags">
            <Tag>{park.kind}</Tag>{park.industries.map((name) => <Tag key={name} tone="accent">{name}</Tag>)}{park.demo && <DemoTag />}
            {park.place && <span>{park.place}</span>}
            <span>{t('ground.park.keeper')}{t('common.colon')}{park.keeperName || t('ground.park.noKeeper')}</span>
          </span>
        }
        actions={
          <>
            <Button aria-label={t('candidates.parkOf', { name: park.name })} onClick={() => setOpen('candidates')}>{t('candidates.park')}</Button>
            {park.mayAppoint && <Button onClick={() => setOpen('keeper')}>{t('ground.park.appoint')}</Button>}
            {park.mayKeep && <Button type="primary" icon={<EditOutlined aria-hidden />} onClick={() => setOpen('edit')}>{t('ground.park.edit')}</Button>}
          </>
        } />
      <p className={park.asOf ? 'count' : 'warnings'} role="note">
        {park.asOf ? t('ground.park.asOf', { date: park.asOf, who: park.saidBy }) : t('ground.park.notSaid')}
        {park.asOf && daysSince(park.asOf) > oldAfterDays && <> <Tag tone="warn">{t('ground.park.old', { days: oldAfterDays })}</Tag></>}
      </p>
      <div className="lead-page park-page park-part">
        <div>
          <Land park={park} />
          <Workshops workshops={park.capacity.workshops} />
          <Utilities park={park} />
          <Who park={park} />
          <LandTypes types={park.landTypes} />
        </div>
        <div>
          <Rules park={park} />
          {me.mayWriteLeads && <Contacts park={park} />}
          <Said park={park} />
        </div>
      </div>
      {park.belts.length > 0 && <div className="park-part"><LayoutPicture belts={park.belts} parks={parks} here={park.name} /></div>}
      {open === 'edit' && <Suspense><ParkForm park={park} onClose={close} /></Suspense>}
      {open === 'keeper' && <Keeper park={park} onClose={close} />}
      {open === 'candidates' && <Suspense><Candidates of="park" id={park.slug} name={park.name} onClose={close} /></Suspense>}
    </>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section className="card" aria-label={title}><h2>{title}</h2>{children}</section>
}

/** A figure, or that nobody knows it. */
function Known({ value }: { value: ReactNode }) {
  const { t } = useTranslation()
  return value === undefined || value === '' ? <span className="quiet">{t('ground.park.unknown')}</span> : <>{value}</>
}

const mu = (value: number | undefined) => (value === undefined ? undefined : formatMu(value, currentLanguage()) || '0')
const plain = (value: number | undefined) => (value === undefined ? undefined : formatNumber(value))

function Land({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const c = park.capacity
  return (
    <Section title={t('ground.park.land')}>
      <dl className="facts two">
        <div><dt>{t('ground.park.totalLand')}</dt><dd><Known value={mu(c.totalLandMu)} /></dd></div>
        <div><dt>{t('ground.park.landLeft')}</dt><dd><strong><Known value={mu(park.landLeftMu)} /></strong></dd></div>
        <div><dt>{t('ground.park.taken')}</dt><dd title={t('ground.park.takenHint')}>{mu(park.takenMu)}<br /><span className="fine">{t('ground.park.takenHint')}</span></dd></div>
      </dl>
      {c.lands.length > 0 && (
        <div className="capacity-table park-part">
          <table className="plain-table" aria-label={t('ground.park.byType')}>
            <thead><tr><th scope="col">{t('ground.park.type')}</th><th scope="col">{t('ground.park.left')}</th><th scope="col">{t('ground.park.price')}</th><th scope="col">{t('ground.park.note')}</th></tr></thead>
            <tbody>{c.lands.map((l) => <tr key={l.type}><td>{l.type}</td><td data-label={t('ground.park.left')}><Known value={plain(l.leftMu)} /></td><td data-label={t('ground.park.price')}><Known value={plain(l.priceWanPerMu)} /></td><td data-label={t('ground.park.note')}>{l.note}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

function Workshops({ workshops }: { workshops: Workshop[] }) {
  const { t } = useTranslation()
  return (
    <Section title={t('ground.park.workshops')}>
      {workshops.length === 0 ? <p className="quiet">{t('ground.park.unknown')}</p> : (
        <div className="capacity-table">
          <table className="plain-table" aria-label={t('ground.park.workshops')}>
            <thead><tr>{(['workshopName', 'area', 'storey', 'load', 'rent', 'freeFrom'] as const).map((k) => <th key={k} scope="col">{t(`ground.park.${k}`)}</th>)}</tr></thead>
            <tbody>
              {workshops.map((w) => (
                <tr key={w.name}>
                  <td>{w.name}{w.hazardClass && <><br /><span className="fine">{t('ground.park.classOf', { class: w.hazardClass })}</span></>}</td>
                  <td data-label={t('ground.park.area')}><Known value={plain(w.floorAreaM2)} /></td>
                  <td data-label={t('ground.park.storey')}><Known value={plain(w.storeyM)} />{w.floors ? <><br /><span className="fine">{t('ground.park.floors')} {w.floors}</span></> : null}</td>
                  <td data-label={t('ground.park.load')}><Known value={plain(w.loadKgPerM2)} />{w.craneT ? <><br /><span className="fine">{t('ground.park.crane')} {formatNumber(w.craneT)}</span></> : null}</td>
                  <td data-label={t('ground.park.rent')}>{w.rentYuan === undefined ? <Known value="" /> : <>{t('ground.park.rentShown', { rent: formatNumber(w.rentYuan), per: t(`ground.park.per.${w.rentPer as 'month'}`) })}{w.rentPer !== 'month' && <><br /><span className="fine">{t('ground.park.monthly', { rent: formatNumber(w.monthlyPerM2 ?? 0) })}</span></>}</>}</td>
                  <td data-label={t('ground.park.freeFrom')}>{w.freeFrom ? t('ground.park.freeOn', { date: w.freeFrom }) : t('ground.park.freeNow')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  )
}

const tones: Record<string, Tone> = { yes: 'good', partly: 'warn', no: 'bad', unknown: 'muted' }

function Utilities({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  return (
    <Section title={t('ground.park.utilities')}>
      <ul className="utilities">
        {utilityKinds.map((kind) => {
          const u = park.capacity.utilities.find((one) => one.kind === kind)
          const unit = isMeasured(kind) ? t(`ground.park.unit.${kind}`) : ''
          return (
            <li key={kind}>
              <div className="line"><strong>{t(`ground.park.utility.${kind}`)}</strong><Tag tone={tones[u?.state ?? 'unknown']}>{t(`ground.park.state.${(u?.state ?? 'unknown') as 'yes'}`)}</Tag></div>
              {u?.capacity !== undefined && <span>{t('ground.park.capacity')} {formatNumber(u.capacity)} {unit}</span>}
              {u?.left !== undefined && <span>{t('ground.park.available')} {formatNumber(u.left)} {unit}</span>}
              {u?.note && <span className="fine">{u.note}</span>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Rules({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const c = park.capacity
  const perMu = (value: number | undefined, yearly = true) => (value === undefined ? undefined : t(yearly ? 'ground.park.perMuYear' : 'ground.park.perMu', { n: formatNumber(value) }))
  const rows: [string, ReactNode][] = [
    [t('ground.park.leading'), c.leading.join(t('common.comma'))],
    [t('ground.park.chemical'), c.chemicalPark && t(`ground.park.chemicalState.${c.chemicalPark as ChemicalState}`)],
    [t('ground.park.hazardClass'), park.hazardClass && t('ground.park.classOf', { class: park.hazardClass })],
    [t('ground.park.investmentMin'), perMu(c.investmentWanPerMuMin, false)], [t('ground.park.outputMin'), perMu(c.outputWanPerMuMin)], [t('ground.park.taxMin'), perMu(c.taxWanPerMuMin)],
  ]
  return (
    <Section title={`${t('ground.park.minimum')}${t('common.comma')}${t('ground.park.hazard')}`}>
      <dl className="facts">
        {rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd><Known value={value} /></dd></div>)}
        {c.hazardNote && <div><dt>{t('ground.park.hazardNote')}</dt><dd>{c.hazardNote}</dd></div>}
        {c.note && <div><dt>{t('ground.park.remark')}</dt><dd className="as-written">{c.note}</dd></div>}
        {park.segments && park.segments.length > 0 && <div><dt>{t('parks.serves')}</dt><dd>{park.segments.join(t('common.comma'))}</dd></div>}
        <div><dt>{t('plan.source')}</dt><dd>{park.source}</dd></div>
      </dl>
    </Section>
  )
}

function Contacts({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const reveal = useParkContacts(park.slug)
  const contacts = reveal.data?.items ?? park.capacity.contacts
  return (
    <Section title={t('ground.park.contacts')}>
      {contacts.length === 0 && <p className="quiet">{t('ground.park.noContacts')}</p>}
      <ul className="plain-list">{contacts.map((c, i) => <li key={i}><strong>{c.name}</strong>{c.title && <span className="quiet"> · {c.title}</span>}<div>{[c.phone, c.email, c.wechat].filter(Boolean).join(' · ')}</div></li>)}</ul>
      {!park.contactsOpen && contacts.length > 0 && !reveal.data && <p className="after-text"><Button size="small" loading={reveal.isPending} onClick={() => reveal.mutate()}>{t('ground.park.reveal')}</Button> <span className="fine">{t('ground.park.revealHint')}</span></p>}
      {reveal.error && <ProblemNotice error={reveal.error} />}
    </Section>
  )
}

function Who({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const names = useNames()
  const language = currentLanguage()
  return (
    <Section title={t('ground.park.who')}>
      <h3>{t('ground.park.leads', { count: park.leadsTotal })}</h3>
      {park.leads.length === 0 ? <p className="quiet">{t('ground.park.noLeads')}</p> : (
        <ul className="plain-list after-text">
          {park.leads.map((l) => (
            <li key={l.id}>
              <div className="line"><Link to={paths.lead(l.id)} className="strong">{l.name}</Link><span className="tags">{l.demo && <DemoTag />}<StageTag stage={l.stage} /></span></div>
              <div className="fine">{[l.enterprise !== l.name && l.enterprise, formatWan(l.investmentWan, language), formatMu(l.landMu, language), l.owner && names(l.owner)].filter(Boolean).join(' · ')}</div>
            </li>
          ))}
        </ul>
      )}
      {park.leadsTotal > park.leads.length && <p className="fine">{t('ground.park.more', { count: park.leads.length })}</p>}
      <div className="park-part">
        <h3>{t('ground.park.projects', { count: park.planProjects.length })}</h3>
        {park.planProjects.length === 0 ? <p className="quiet">{t('ground.park.noProjects')}</p> : (
          <ul className="plain-list">{park.planProjects.map((p) => <li key={p.source}><strong>{p.name}</strong><span className="quiet"> · {[p.source, formatWan(p.investmentWan, language), formatMu(p.landMu, language)].filter(Boolean).join(' · ')}</span></li>)}</ul>
        )}
      </div>
      <div className="park-part">
        <h3>{t('ground.park.firms', { count: park.firms.length })}</h3>
        {park.firms.length === 0 ? <p className="quiet">{t('ground.park.noFirms')}</p> : <p>{park.firms.map((f, i) => <span key={f.name}>{i > 0 && t('common.comma')}{f.id ? <Link to={paths.enterprise(f.id)}>{f.name}</Link> : f.name}</span>)}</p>}
      </div>
    </Section>
  )
}

function LandTypes({ types }: { types: LandType[] }) {
  const { t } = useTranslation()
  if (types.length === 0) return null
  return (
    <Section title={t('ground.park.landTypes')}>
      <p className="warnings">{t('ground.park.landTypesLine')}</p>
      <ul className="land-types park-part">
        {types.map((type) => {
          const range = [type.floorAreaRatioMin, type.floorAreaRatioMax].filter((n) => n !== undefined).join('–')
          const min = (n: number | undefined) => (n === undefined ? t('common.none') : `≥${formatNumber(n)}`)
          return (
            <li key={type.code}>
              <strong>{type.code} {type.name}</strong>
              <span className="tags"><Tag tone="muted">{t('ground.park.example', { city: type.exampleCity })}</Tag></span>
              <span>{(currentLanguage() === 'en' && type.conceptEn) || type.concept}</span>
              <span className="fine">{[range && t('ground.park.far', { range }), type.supportingShareMaxPercent !== undefined && t('ground.park.supporting', { n: type.supportingShareMaxPercent })].filter(Boolean).join(t('common.sep'))}</span>
              {(type.investmentWanPerMuMin !== undefined || type.taxWanPerMuMin !== undefined) && <span className="fine">{t('ground.park.mins', { i: min(type.investmentWanPerMuMin), o: min(type.outputWanPerMuMin), x: min(type.taxWanPerMuMin) })}{t('ground.park.unitPerMu')}</span>}
              <span className="fine">{t('plan.source')}{t('common.colon')}{type.source}</span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Said({ park }: { park: ParkSeen }) {
  const { t } = useTranslation()
  const names = useNames()
  const entries = [...park.capacity.history].reverse().slice(0, 50)
  return (
    <Section title={t('ground.park.history')}>
      {entries.length === 0 ? <p className="quiet">{t('ground.park.noHistory')}</p> : (
        <ol className="timeline">
          {entries.map((entry, i) => (
            <li key={`${entry.at} ${i}`}>
              <div className="line"><strong>{names(entry.by)}</strong><span className="quiet">{formatTime(entry.at)}</span></div>
              <ul className="field-changes">{entry.fields?.map((f) => <li key={f.field}>{t(`ground.history.${f.field as 'note'}`)}{t('common.colon')}<del>{f.from || t('ground.park.unknown')}</del> → <ins>{f.to || t('ground.park.unknown')}</ins></li>)}</ul>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

function Keeper({ park, onClose }: { park: ParkSeen; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const [unit, setUnit] = useState(park.keeper ?? '')
  const save = useAppointKeeper(park.slug)
  return (
    <Modal open title={t('ground.park.appoint')} onCancel={onClose} closable={{ 'aria-label': t('common.cancel') }} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={save.isPending}
      onOk={() => save.mutate({ rev: park.rev, keeper: unit }, { onSuccess: () => { toast(t('ground.park.appointed')); onClose() } })}>
      {save.error && <ProblemNotice title={t('ground.park.failed')} error={save.error} />}
      <Field label={t('ground.park.keeper')} hint={t('ground.park.appointHint')}>
        {(control) => <ChooseUnit control={control} value={unit} onChange={setUnit} />}
      </Field>
    </Modal>
  )
}
