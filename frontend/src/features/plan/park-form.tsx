import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chemicalStates, fetchPark, hazardClasses, isMeasured, useKeepPark, utilityKinds } from '@/shared/api/parks'
import { statusOf } from '@/shared/api/problem'
import type { ParkCapacity, ParkSeen } from '@/shared/api/types'
import { formatDate } from '@/shared/format'
import { Field, type FieldControl } from '@/shared/ui/field'
import { fieldErrors, FormDrawer } from '@/shared/ui/form-drawer'
import { useToast } from '@/shared/ui/toast'
import { changedParts, draftOf, mergedDraft, saidOf, type Draft, type Part } from './park-draft'

const landFields = ['type', 'leftMu', 'priceWanPerMu', 'note'] as const
const workshopFields = ['name', 'floorAreaM2', 'storeyM', 'loadKgPerM2', 'craneT', 'floors', 'rentYuan', 'rentPer', 'freeFrom', 'hazardClass'] as const
const workshopLabels = { name: 'workshopName', floorAreaM2: 'area', storeyM: 'storey', loadKgPerM2: 'load', craneT: 'crane', floors: 'floors', rentYuan: 'rent', rentPer: 'rentPer', freeFrom: 'freeFrom', hazardClass: 'forClass' } as const
const landLabels = { type: 'type', leftMu: 'left', priceWanPerMu: 'price', note: 'note' } as const

/** What a park has, said as a whole. What is left empty is unknown. */
export default function ParkForm({ park, onClose }: { park: ParkSeen; onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const save = useKeepPark(park.slug)
  // What the form began with: what others change meanwhile is told from what is changed here.
  const [base, setBase] = useState<{ rev: number; capacity: ParkCapacity }>({ rev: park.rev, capacity: park.capacity })
  const [draft, setDraft] = useState<Draft>(() => ({ ...draftOf(park.capacity), asOf: formatDate(new Date().toISOString()) }))
  const [bad, setBad] = useState<Readonly<Record<string, string>>>({})
  const [others, setOthers] = useState<Part[]>()
  const errors = { ...fieldErrors(save.error), ...bad }
  const set = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    if (save.error && !save.isPending) save.reset()
  }
  const send = () => {
    const { said, faults } = saidOf(draft, t('ground.park.badNumber'))
    setBad(faults)
    if (Object.keys(faults).length > 0) return
    save.mutate({ rev: base.rev, said }, {
      onSuccess: (now) => {
        toast(now.rev === base.rev ? t('ground.park.unchanged') : t('ground.park.saved'))
        onClose()
      },
      onError: (error) => {
        if (statusOf(error) !== 412) return
        void fetchPark(park.slug).then((now) => {
          setOthers(changedParts(draftOf(base.capacity), draftOf(now.capacity)))
          setDraft(mergedDraft(draftOf(base.capacity), draft, draftOf(now.capacity)))
          setBase({ rev: now.rev, capacity: now.capacity })
        })
      },
    })
  }
  const text = (label: ReactNode, key: 'totalLandMu' | 'landLeftMu' | 'saidBy' | 'asOf' | 'hazardNote' | 'leading' | 'investmentWanPerMuMin' | 'outputWanPerMuMin' | 'taxWanPerMuMin', hint?: string) => (
    <Field label={label} error={errors[key]} hint={hint}>
      {(control) => <Input {...control} type={key === 'asOf' ? 'date' : 'text'} value={draft[key]} maxLength={500} onChange={(event) => set({ [key]: event.target.value })} />}
    </Field>
  )
  const perMu = (key: 'investmentMin' | 'outputMin' | 'taxMin') => `${t(`ground.park.${key}`)}${t('ground.park.unitPerMu')}`
  return (
    <FormDrawer title={t('ground.park.editTitle', { name: park.name })} size={720} error={save.error} failed={t('ground.park.failed')} busy={save.isPending} onSend={send} onClose={onClose}
      stale={t('ground.park.conflict', { fields: (others ?? []).map((f) => t(`ground.history.${f}`)).join(t('common.comma')) || t('common.none') })} fields={() => true}>
      <p className="quiet form-line">{t('ground.park.unknownHint')}</p>
      <div className="fields">{text(t('ground.park.saidBy'), 'saidBy', t('ground.park.saidByHint'))}{text(t('ground.park.asOfLabel'), 'asOf')}</div>

      <h3 className="form-title">{t('ground.park.land')}</h3>
      <div className="fields">{text(`${t('ground.park.totalLand')}（${t('field.mu')}）`, 'totalLandMu')}{text(`${t('ground.park.landLeft')}（${t('field.mu')}）`, 'landLeftMu')}</div>
      {errors.lands && <p className="field-error form-line" role="alert">{errors.lands}</p>}
      {draft.lands.map((land, i) => (
        <Box key={i} title={land.type || `${t('ground.park.type')} ${i + 1}`} onRemove={() => set({ lands: draft.lands.filter((_, at) => at !== i) })}>
          {landFields.map((name) => (
            <Field key={name} label={t(`ground.park.${landLabels[name]}`)} error={errors[`lands[${i}].${name}`]}>
              {(control) => <Input {...control} value={land[name]} onChange={(event) => set({ lands: draft.lands.map((l, at) => (at === i ? { ...l, [name]: event.target.value } : l)) })} />}
            </Field>
          ))}
        </Box>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => set({ lands: [...draft.lands, { type: '', leftMu: '', priceWanPerMu: '', note: '' }] })}>{t('ground.park.addLand')}</Button>

      <h3 className="form-title">{t('ground.park.workshops')}</h3>
      {draft.workshops.map((shop, i) => (
        <Box key={i} title={shop.name || `${t('ground.park.workshops')} ${i + 1}`} onRemove={() => set({ workshops: draft.workshops.filter((_, at) => at !== i) })}>
          {workshopFields.map((name) => (
            <Field key={name} label={t(`ground.park.${workshopLabels[name]}`)} error={errors[`workshops[${i}].${name}`]}>
              {({ status, ...control }) => {
                const change = (value: string) => set({ workshops: draft.workshops.map((w, at) => (at === i ? { ...w, [name]: value } : w)) })
                if (name === 'rentPer') {
                  return (
                    <select {...control} data-status={status} className="select" value={shop.rentPer} onChange={(event) => change(event.target.value)}>
                      <option value="">{t('ground.park.per.none')}</option>
                      {(['day', 'month', 'year'] as const).map((per) => <option key={per} value={per}>{t(`ground.park.per.${per}`)}</option>)}
                    </select>
                  )
                }
                if (name === 'hazardClass') return <Hazard control={{ status, ...control }} value={shop.hazardClass} onChange={change} />
                return <Input {...control} status={status} type={name === 'freeFrom' ? 'date' : 'text'} value={shop[name]} onChange={(event) => change(event.target.value)} />
              }}
            </Field>
          ))}
        </Box>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => set({ workshops: [...draft.workshops, { name: '', floorAreaM2: '', storeyM: '', loadKgPerM2: '', craneT: '', floors: '', rentYuan: '', rentPer: 'month', freeFrom: '', hazardClass: '' }] })}>{t('ground.park.addWorkshop')}</Button>

      <h3 className="form-title">{t('ground.park.utilities')}</h3>
      {utilityKinds.map((kind) => {
        const u = draft.utilities[kind]
        const what = t(`ground.park.utility.${kind}`)
        const unit = isMeasured(kind) ? t(`ground.park.unit.${kind}`) : ''
        const change = (part: Partial<typeof u>) => set({ utilities: { ...draft.utilities, [kind]: { ...u, ...part } } })
        const fault = errors[`utility.${kind}`]
        return (
          <div key={kind} className="utility-row">
            <span className="name">{what}</span>
            <select className="select" aria-label={what} value={u.state} onChange={(event) => change({ state: event.target.value })}>
              <option value="">{t('ground.park.state.unknown')}</option>
              {(['yes', 'partly', 'no'] as const).map((s) => <option key={s} value={s}>{t(`ground.park.state.${s}`)}</option>)}
            </select>
            {u.state && unit && u.state !== 'no' ? (
              <>
                <Input aria-label={t('ground.park.capacityOf', { what })} status={fault ? 'error' : undefined} placeholder={t('ground.park.capacity')} suffix={unit} value={u.capacity} onChange={(event) => change({ capacity: event.target.value })} />
                <Input aria-label={t('ground.park.availableOf', { what })} status={fault ? 'error' : undefined} placeholder={t('ground.park.available')} suffix={unit} value={u.left} onChange={(event) => change({ left: event.target.value })} />
              </>
            ) : u.state ? <Input aria-label={t('ground.park.noteOf', { what })} placeholder={t('ground.park.note')} value={u.note} maxLength={200} onChange={(event) => change({ note: event.target.value })} /> : null}
            {fault && <p className="field-error" role="alert">{fault}</p>}
          </div>
        )
      })}
      {Object.entries(errors).filter(([field]) => field.startsWith('utilities')).map(([field, fault]) => <p key={field} className="field-error" role="alert">{fault}</p>)}

      <h3 className="form-title">{t('ground.park.hazard')}</h3>
      <div className="fields">
        <Field label={t('ground.park.chemical')} error={errors.chemicalPark}>
          {({ status, ...control }) => (
            <select {...control} data-status={status} className="select" value={draft.chemicalPark} onChange={(event) => set({ chemicalPark: event.target.value })}>
              <option value="">{t('ground.park.unknown')}</option>
              {chemicalStates.map((s) => <option key={s} value={s}>{t(`ground.park.chemicalState.${s}`)}</option>)}
            </select>
          )}
        </Field>
        <Field label={t('ground.park.hazardClass')} error={errors.hazardClass}>
          {(control) => <Hazard control={control} value={draft.hazardClass} onChange={(hazardClass) => set({ hazardClass })} />}
        </Field>
      </div>
      {text(t('ground.park.hazardNote'), 'hazardNote')}

      <h3 className="form-title">{t('ground.park.minimum')}</h3>
      {text(t('ground.park.leading'), 'leading', t('ground.park.leadingHint'))}
      <div className="fields">{text(perMu('investmentMin'), 'investmentWanPerMuMin')}{text(perMu('outputMin'), 'outputWanPerMuMin')}{text(perMu('taxMin'), 'taxWanPerMuMin')}</div>

      <h3 className="form-title">{t('ground.park.contacts')}</h3>
      {draft.contacts.map((c, i) => (
        <Box key={i} title={c.name || `${t('ground.park.contacts')} ${i + 1}`} onRemove={() => set({ contacts: draft.contacts.filter((_, at) => at !== i) })}>
          {([['name', 'contactName'], ['title', 'contactTitle'], ['phone', 'contactPhone']] as const).map(([name, label]) => (
            <Field key={name} label={t(`ground.park.${label}`)} error={errors[`contacts[${i}].${name}`]}>
              {(control) => <Input {...control} value={c[name] ?? ''} autoComplete="off" onChange={(event) => set({ contacts: draft.contacts.map((one, at) => (at === i ? { ...one, [name]: event.target.value } : one)) })} />}
            </Field>
          ))}
        </Box>
      ))}
      <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => set({ contacts: [...draft.contacts, { name: '' }] })}>{t('ground.park.addContact')}</Button>
      <h3 className="form-title">{t('ground.park.remark')}</h3>
      <Field label={t('ground.park.remark')} error={errors.note}>
        {(control) => <Input.TextArea {...control} value={draft.note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
    </FormDrawer>
  )
}

function Hazard({ control: { status, ...control }, value, onChange }: { control: FieldControl; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation()
  return (
    <select {...control} data-status={status} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('ground.park.unknown')}</option>
      {hazardClasses.map((c) => <option key={c} value={c}>{t('ground.park.classOf', { class: c })}</option>)}
    </select>
  )
}

function Box({ title, onRemove, children }: { title: string; onRemove: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <fieldset className="group-box">
      <legend>{title} <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={`${t('ground.park.remove')} ${title}`} onClick={onRemove} /></legend>
      <div className="fields">{children}</div>
    </fieldset>
  )
}
