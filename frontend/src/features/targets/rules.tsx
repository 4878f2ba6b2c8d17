import { Button, Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTiers } from '@/shared/api/firms'
import { ApiProblem } from '@/shared/api/problem'
import type { TargetListRules, TargetMove, TargetRules } from '@/shared/api/types'
import { LinkSelect } from '@/shared/firm/link-select'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { inWords } from '@/shared/words'
import { useListRules, usePreviewMoves, useRoll, useRules, useSetListRules, useSetRules } from './requests'
import { Waiting } from './targets'

interface Kept<T> { rev: number; value: T; changed: boolean }

/** What enters and leaves by rule, what that would change, and what stands on a list of big and good projects. */
export default function Rules() {
  const { t } = useTranslation()
  const rules = useRules()
  const list = useListRules()
  const error = rules.error ?? list.error
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => { void rules.refetch(); void list.refetch() }} />
  if (!rules.data || !list.data) return <Waiting />
  return <div className="stack"><Rolling key={rules.data.rev} kept={rules.data} /><Listing key={`list ${list.data.rev}`} kept={list.data} /></div>
}

const tones = { enter: 'good', return: 'good', back: 'warn', leave: 'muted' } as const

function Rolling({ kept }: { kept: Kept<TargetRules> }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const tiers = useTiers()
  const [value, setValue] = useState(kept.value)
  const save = useSetRules()
  const preview = usePreviewMoves()
  const roll = useRoll()
  const fields = save.error instanceof ApiProblem ? save.error.fields : preview.error instanceof ApiProblem ? preview.error.fields : {}
  const set = (part: Partial<TargetRules>) => { setValue({ ...value, ...part }); save.reset(); preview.reset() }
  const off = !me.mayReview
  const named = (tiers.data?.items ?? []).filter((tier) => tier.target).map((tier) => tier.name)
  const failed = save.error ?? preview.error ?? roll.error
  return (
    <section className="card" aria-label={t('targets.rules.title')}>
      <h2>{t('targets.rules.title')}</h2>
      {off && <p className="quiet form-line">{t('targets.rules.readOnly')}</p>}
      {failed && <ProblemNotice title={t('targets.failed')} error={failed} />}
      <form noValidate onSubmit={(event) => { event.preventDefault(); save.mutate({ rev: kept.rev, value }, { onSuccess: () => toast(t('targets.rules.saved')) }) }}>
        <h3 className="spaced">{t('targets.rules.enter')}</h3>
        <div className="field"><Checkbox disabled={off} checked={value.planTiers} onChange={(event) => set({ planTiers: event.target.checked })}>{t('targets.rules.planTiers', { names: named.join(t('common.comma')) })}</Checkbox></div>
        <Field label={t('targets.rules.tiers')} error={fields.tiers}>{(control) => <Select {...control} disabled={off} mode="multiple" className="wide" value={value.tiers} onChange={(next) => set({ tiers: next })} options={tiers.data?.items.map((tier) => ({ value: tier.name, label: tier.name }))} />}</Field>
        <div className="field"><Checkbox disabled={off} checked={value.emptyLinks} onChange={(event) => set({ emptyLinks: event.target.checked })}>{t('targets.rules.emptyLinks')}</Checkbox></div>
        <Field label={t('targets.rules.links')} error={fields.links}>{(control) => <LinkSelect control={control} value={value.links} onChange={(links) => set({ links })} />}</Field>
        <h3 className="spaced">{t('targets.rules.leave')}</h3>
        {([['backAfterMonths', 'back'], ['leaveAfterMonths', 'leaveAfter']] as const).map(([field, label]) => (
          <Field key={field} label={t(`targets.rules.${label}`)} hint={t('targets.rules.zero')} error={fields[field]}>{(control) => <InputNumber {...control} disabled={off} className="rule-number" precision={0} value={value[field]} onChange={(n) => set({ [field]: n ?? 0 })} />}</Field>
        ))}
        <div className="field"><Checkbox disabled={off} checked={value.landedLeaves} onChange={(event) => set({ landedLeaves: event.target.checked })}>{t('targets.rules.landed')}</Checkbox></div>
        {!off && (
          <div className="form-end">
            <Button loading={preview.isPending} onClick={() => preview.mutate(value)}>{t('targets.rules.preview')}</Button>
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={JSON.stringify(value) === JSON.stringify(kept.value)}>{t('targets.save')}</Button>
            {kept.changed && <Button onClick={() => save.mutate({ rev: kept.rev }, { onSuccess: () => toast(t('targets.rules.saved')) })}>{t('targets.rules.reset')}</Button>}
            <Button loading={roll.isPending} title={t('targets.rules.applyText')} onClick={() => roll.mutate(undefined, { onSuccess: (done) => { preview.reset(); toast(t('targets.rules.applied', { total: done.total })) } })}>{t('targets.rules.apply')}</Button>
          </div>
        )}
      </form>
      {preview.data && <Moves moves={preview.data.items} />}
    </section>
  )
}

function Moves({ moves }: { moves: TargetMove[] }) {
  const { t } = useTranslation()
  return (
    <div role="status" className="drawer-section">
      <h3>{moves.length === 0 ? t('targets.rules.previewNone') : t('targets.rules.previewTitle', { total: moves.length })}</h3>
      <ul className="day-list">
        {moves.slice(0, 200).map((move, i) => <li key={i}><span className="tags"><Tag tone={tones[move.move as 'enter']}>{t(`targets.rules.move.${move.move as 'enter'}`)}</Tag><strong>{move.name}</strong></span><span className="quiet">{inWords(move.why)}</span></li>)}
      </ul>
    </div>
  )
}

function Listing({ kept }: { kept: Kept<TargetListRules> }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const tiers = useTiers()
  const [value, setValue] = useState(kept.value)
  const save = useSetListRules()
  const fields = save.error instanceof ApiProblem ? save.error.fields : {}
  const set = (part: Partial<TargetListRules>) => { setValue({ ...value, ...part }); save.reset() }
  const off = !me.mayReview
  return (
    <section className="card" aria-label={t('targets.rules.listTitle')}>
      <h2>{t('targets.rules.listTitle')}</h2>
      {save.error && <ProblemNotice title={t('targets.failed')} error={save.error} />}
      <form noValidate onSubmit={(event) => { event.preventDefault(); save.mutate({ rev: kept.rev, value }, { onSuccess: () => toast(t('targets.rules.saved')) }) }}>
        {([['minInvestmentWan', 'minInvestment'], ['minGapScore', 'minGap'], ['most', 'most']] as const).map(([field, label]) => (
          <Field key={field} label={t(`targets.rules.${label}`)} error={fields[field]}>{(control) => <InputNumber {...control} disabled={off} className="rule-number" value={value[field]} onChange={(n) => set({ [field]: n ?? 0 })} />}</Field>
        ))}
        <Field label={t('targets.rules.listTiers')} error={fields.tiers}>{(control) => <Select {...control} disabled={off} mode="multiple" className="wide" value={value.tiers} onChange={(next) => set({ tiers: next })} options={tiers.data?.items.map((tier) => ({ value: tier.name, label: tier.name }))} />}</Field>
        <div className="field"><Checkbox disabled={off} checked={value.monthly} onChange={(event) => set({ monthly: event.target.checked })}>{t('targets.rules.monthly')}</Checkbox></div>
        {!off && (
          <div className="form-end">
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={JSON.stringify(value) === JSON.stringify(kept.value)}>{t('targets.save')}</Button>
            {kept.changed && <Button onClick={() => save.mutate({ rev: kept.rev }, { onSuccess: () => toast(t('targets.rules.saved')) })}>{t('targets.rules.reset')}</Button>}
          </div>
        )}
      </form>
    </section>
  )
}
