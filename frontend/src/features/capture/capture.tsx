import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiProblem } from '@/shared/api/problem'
import { cleanText } from '@/shared/clean-text'
import { ChannelInput } from '@/shared/firm/channel-input'
import { formatWan, parseMu, parseWan } from '@/shared/format'
import { useDebounced, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { badNumbers, fieldErrors, leadFields, type FieldErrors, type LeadField } from '@/shared/lead-fields'
import { EvidenceText } from '@/shared/match/evidence-text'
import { evidenceOf } from '@/shared/match/labels'
import { MatchCard } from '@/shared/match/match-card'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { Field } from '@/shared/ui/field'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { useToast } from '@/shared/ui/toast'
import { edit, isEmpty, isRead, keepDraft, leave, loadDraft, newDraft, newKey, readFacts, reset, toRequest, valueOf, type Draft } from './draft'
import { Duplicates } from './duplicates'
import { useMatch, useSaveLead } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('capture.title'))
  if (useMe().mayWriteLeads) return <Capture />
  return (
    <Nothing title={t('capture.readOnlyTitle')} text={t('capture.readOnlyText')}
      action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
  )
}

function Capture() {
  const { t } = useTranslation()
  const me = useMe()
  const navigate = useNavigate()
  const toast = useToast()
  const [draft, setDraft] = useState(() => loadDraft(me.username))
  const [thrownAway, setThrownAway] = useState<Draft>()
  const [local, setLocal] = useState<FieldErrors>({})
  const form = useRef<HTMLFormElement>(null)
  const save = useSaveLead()

  const typed = draft.own
  const question = useDebounced(JSON.stringify({ text: cleanText(draft.text), place: typed.place?.trim() || undefined, landMu: parseMu(typed.land ?? '') || undefined }))
  const asked = useMatch(JSON.parse(question) as Parameters<typeof useMatch>[0])
  const result = draft.text.trim() ? asked.data : undefined
  const read = readFacts(result?.match.facts)

  useEffect(() => keepDraft(me.username, draft), [me.username, draft])

  const problem = save.error instanceof ApiProblem ? save.error : undefined
  const refused = fieldErrors(problem?.fields ?? {})
  const errors: FieldErrors = { ...refused.errors, ...local }
  const wholly = save.error && (Object.keys(refused.errors).length === 0 || refused.others.length > 0)

  // A refusal is read out where it belongs: at the first field that has one.
  useEffect(() => {
    if (save.error || Object.keys(local).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [save.error, local])

  const change = (next: Draft) => {
    setDraft(next)
    setThrownAway(undefined)
    if (save.error && !save.isPending) save.reset()
    if (Object.keys(local).length > 0) setLocal({})
  }

  const submit = (key = draft.key) => {
    if (save.isPending) return
    const found: FieldErrors = {}
    if (!cleanText(draft.text)) found.text = t('capture.textMissing')
    for (const field of badNumbers(draft.own)) found[field] = t(field === 'land' ? 'capture.landBad' : 'capture.moneyBad')
    setLocal(found)
    if (Object.keys(found).length > 0) return
    if (key !== draft.key) setDraft({ ...draft, key })
    save.mutate({ key, body: toRequest(draft) }, {
      onSuccess: (lead) => {
        keepDraft(me.username, newDraft())
        toast(t('capture.saved'))
        void navigate(paths.lead(lead.id))
      },
    })
  }

  const startOver = () => {
    change(newDraft())
    setThrownAway(draft)
    form.current?.querySelector('textarea')?.focus()
  }

  const submitNow = useRef(submit)
  useEffect(() => {
    submitNow.current = submit
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
        event.preventDefault()
        submitNow.current()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  const money = parseWan(valueOf(draft, read, 'investment'))
  const hints: Partial<Record<LeadField, string>> = {
    investment: money && money >= 1e4 ? t('capture.moneyShown', { amount: formatWan(money, currentLanguage()) }) : t('capture.moneyHint'),
    source: t('capture.sourceHint'),
  }
  const units: Partial<Record<LeadField, string>> = { investment: t('field.wan'), land: t('field.mu') }

  return (
    <>
      <PageHead title={t('capture.title')} line={t('capture.factsHint')} />
      <form ref={form} className="capture" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
        <section className="card capture-text">
          <Field label={t('capture.text')} error={errors.text}>
            {(control) => (
              <Input.TextArea {...control} value={draft.text} autoSize={{ minRows: 6, maxRows: 16 }} placeholder={t('capture.placeholder')}
                onChange={(event) => change({ ...draft, text: event.target.value })} />
            )}
          </Field>
          {result && evidenceOf(result.match).some((e) => e.end > e.start) && (
            <section className="read" aria-labelledby="read-title">
              <h3 id="read-title">{t('capture.read')}</h3>
              <EvidenceText text={result.text} evidence={evidenceOf(result.match)} />
            </section>
          )}
        </section>

        <div className="capture-match">
          <MatchCard match={result?.match} updating={asked.isFetching && !!draft.text.trim()}
            notice={asked.error && draft.text.trim() ? <ProblemNotice title={t('match.failed')} error={asked.error} onRetry={() => void asked.refetch()} /> : undefined} />
        </div>

        <section className="card capture-facts" aria-labelledby="facts-title">
          <h2 id="facts-title">{t('capture.facts')}</h2>
          <div className="fields">
            {leadFields.map((field) => (
              <Field key={field} label={t(`field.${field}`)} error={errors[field]} hint={hints[field]}
                aside={<Origin draft={draft} field={field} read={!!read[field]} shown={isRead(draft, read, field)} onReset={() => change(reset(draft, field))} />}>
                {(control) => field === 'source' ? (
                  <ChannelInput {...control} value={valueOf(draft, read, field)} autoComplete="off" onChange={(event) => change(edit(draft, field, event.target.value))} onBlur={() => setDraft((now) => leave(now, field))} />
                ) : (
                  <Input {...control} value={valueOf(draft, read, field)} autoComplete="off" suffix={units[field]}
                    inputMode={field === 'land' ? 'decimal' : undefined}
                    onChange={(event) => change(edit(draft, field, event.target.value))} onBlur={() => setDraft((now) => leave(now, field))} />
                )}
              </Field>
            ))}
          </div>
          <Duplicates name={valueOf(draft, read, 'company')} creditCode={draft.own.creditCode ?? ''} />
          {wholly && (
            <ProblemNotice title={t('capture.failed')} error={problem?.code === 'duplicate' ? new ApiProblem(409, 'duplicate', t('capture.alreadySaved')) : save.error}
              onRetry={problem?.code === 'duplicate' ? undefined : () => submit()}
              action={problem?.code === 'duplicate' && (
                <>
                  <Button size="small" type="primary" onClick={() => submit(newKey())}>{t('capture.saveAsNew')}</Button>
                  <LinkButton size="small" to={paths.leads}>{t('error.toLeads')}</LinkButton>
                </>
              )} />
          )}
          <div className="form-end">
            <Button type="primary" size="large" htmlType="submit" loading={save.isPending}>{t(save.isPending ? 'capture.saving' : 'capture.save')}</Button>
            {!isEmpty(draft) && <Button size="large" onClick={startOver}>{t('capture.clear')}</Button>}
            {thrownAway && isEmpty(draft) && <Button size="large" onClick={() => change(thrownAway)}>{t('capture.undo')}</Button>}
            <span className="fine">
              <span className="shortcut">{t('capture.shortcut', { key: navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl' })}{!isEmpty(draft) && ' · '}</span>
              {!isEmpty(draft) && t('capture.draftKept')}
            </span>
          </div>
        </section>
      </form>
    </>
  )
}

/** Whether a field's value was read from the text, or a way back to that value. */
function Origin({ draft, field, read, shown, onReset }: { draft: Draft; field: LeadField; read: boolean; shown: boolean; onReset: () => void }) {
  const { t } = useTranslation()
  if (shown) return <span className="origin">{t('capture.fromText')}</span>
  if (!read || draft.own[field] === undefined) return null
  return <button type="button" className="plain-button" aria-label={t('capture.resetField', { field: t(`field.${field}`) })} onClick={onReset}>{t('capture.reset')}</button>
}
