import { Button, Input } from 'antd'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import { ChannelInput } from '@/shared/firm/channel-input'
import { formatWan, parseWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { leadFields, type LeadField } from '@/shared/lead-fields'
import { EvidenceText } from '@/shared/match/evidence-text'
import { evidenceOf } from '@/shared/match/labels'
import { MatchCard } from '@/shared/match/match-card'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { ProblemNotice } from '@/shared/ui/notice'
import { edit, isEmpty, isRead, leave, reset, valueOf } from './draft'
import { Duplicates } from '@/shared/firm/duplicates'
import type { Capture } from './use-capture'

/** The text as it was heard, with what counted in it. */
export function TextPart({ capture: { draft, change, errors, result }, minRows = 6 }: { capture: Capture; minRows?: number }) {
  const { t } = useTranslation()
  const id = useId()
  const evidence = result ? evidenceOf(result.match) : []
  return (
    <>
      <Field label={t('capture.text')} error={errors.text}>
        {(control) => (
          <Input.TextArea {...control} value={draft.text} autoSize={{ minRows, maxRows: 16 }} placeholder={t('capture.placeholder')}
            onChange={(event) => change((now) => ({ ...now, text: event.target.value }))} />
        )}
      </Field>
      {result && evidence.some((e) => e.end > e.start) && (
        <section className="read" aria-labelledby={id}>
          <h3 id={id}>{t('capture.read')}</h3>
          <EvidenceText text={result.text} evidence={evidence} />
        </section>
      )}
    </>
  )
}

export function MatchPart({ capture: { draft, result, asked } }: { capture: Capture }) {
  const { t } = useTranslation()
  const some = !!draft.text.trim()
  return (
    <MatchCard match={result?.match} updating={asked.isFetching && some}
      notice={asked.error && some ? <ProblemNotice title={t('match.failed')} error={asked.error} onRetry={() => void asked.refetch()} /> : undefined} />
  )
}

/** What the text states, to be corrected; and who holds the firm. */
export function FactsPart({ capture: { draft, change, leave: left, read, errors } }: { capture: Capture }) {
  const { t } = useTranslation()
  const money = parseWan(valueOf(draft, read, 'investment'))
  const hints: Partial<Record<LeadField, string>> = {
    investment: money && money >= 1e4 ? t('capture.moneyShown', { amount: formatWan(money, currentLanguage()) }) : t('capture.moneyHint'),
    source: t('capture.sourceHint'),
  }
  const units: Partial<Record<LeadField, string>> = { investment: t('field.wan'), land: t('field.mu') }
  return (
    <>
      <div className="fields">
        {leadFields.map((field) => (
          <Field key={field} label={t(`field.${field}`)} error={errors[field]} hint={hints[field]}
            aside={<Origin capture={{ draft, change, read }} field={field} />}>
            {(control) => field === 'source' ? (
              <ChannelInput {...control} value={valueOf(draft, read, field)} autoComplete="off" onChange={(event) => change((now) => edit(now, field, event.target.value))} onBlur={() => left((now) => leave(now, field))} />
            ) : (
              <Input {...control} value={valueOf(draft, read, field)} autoComplete="off" suffix={units[field]}
                inputMode={field === 'land' ? 'decimal' : undefined}
                onChange={(event) => change((now) => edit(now, field, event.target.value))} onBlur={() => left((now) => leave(now, field))} />
            )}
          </Field>
        ))}
      </div>
      <Duplicates name={valueOf(draft, read, 'company')} creditCode={draft.own.creditCode ?? ''} />
    </>
  )
}

/** Why it was not saved, and what can be done. */
export function Refusal({ capture: { wholly, problem, submit, saveAsNew } }: { capture: Capture }) {
  const { t } = useTranslation()
  if (!wholly) return null
  const twice = problem?.code === 'duplicate'
  return (
    <ProblemNotice title={t('capture.failed')} error={twice ? new ApiProblem(409, 'duplicate', t('capture.alreadySaved')) : wholly}
      onRetry={twice ? undefined : () => submit()}
      action={twice && (
        <>
          <Button size="small" type="primary" onClick={saveAsNew}>{t('capture.saveAsNew')}</Button>
          <LinkButton size="small" to={paths.leads}>{t('error.toLeads')}</LinkButton>
        </>
      )} />
  )
}

/** Another draft was begun before this one was done: it says so, and changes back. */
export function Aside({ capture: { desktop } }: { capture: Capture }) {
  const { t } = useTranslation()
  const last = desktop.aside.at(-1)
  if (!last) return null
  return (
    <p className="aside-draft" role="note">
      {t('quick.aside', { count: desktop.aside.length, text: beginning(last.text) })} <button type="button" className="plain-button" onClick={() => desktop.swap()}>{t('quick.swap')}</button>
    </p>
  )
}

export function beginning(text: string, length = 24) {
  const points = Array.from(text.trim().replace(/\s+/g, ' '))
  return points.length > length ? `${points.slice(0, length).join('')}…` : points.join('')
}

/** Saving and starting over. */
export function Ending({ capture: { draft, busy, startOver, bringBack }, size, children }: { capture: Capture; size?: 'large'; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className="form-end">
      <Button type="primary" size={size} htmlType="submit" loading={busy}>{t(busy ? 'capture.saving' : 'capture.save')}</Button>
      {!isEmpty(draft) && <Button size={size} onClick={startOver}>{t('capture.clear')}</Button>}
      {bringBack && <Button size={size} onClick={bringBack}>{t('capture.undo')}</Button>}
      {children}
      <span className="fine">
        <span className="shortcut">{t('capture.shortcut', { key: navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl' })}{!isEmpty(draft) && ' · '}</span>
        {!isEmpty(draft) && t('capture.draftKept')}
      </span>
    </div>
  )
}

/** Whether a field's value was read from the text, or a way back to that value. */
function Origin({ capture: { draft, change, read }, field }: { capture: Pick<Capture, 'draft' | 'change' | 'read'>; field: LeadField }) {
  const { t } = useTranslation()
  if (isRead(draft, read, field)) return <span className="origin">{t('capture.fromText')}</span>
  if (!read[field] || draft.own[field] === undefined) return null
  return <button type="button" className="plain-button" aria-label={t('capture.resetField', { field: t(`field.${field}`) })} onClick={() => change((now) => reset(now, field))}>{t('capture.reset')}</button>
}
