import { useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Lead } from '@/shared/api/types'
import { cleanText } from '@/shared/clean-text'
import { parseMu } from '@/shared/format'
import { useDebounced } from '@/shared/hooks'
import { badNumbers, fieldErrors, type FieldErrors } from '@/shared/lead-fields'
import { useMe } from '@/shared/me'
import { isEmpty, newDraft, newKey, readFacts, toRequest, type Draft } from './draft'
import { useDesktop } from './drafts'
import { useMatch, useSaveLead } from './requests'
import { isAway, UnsentQueue } from './unsent'

/**
 * A lead being written: the draft, what is read from it, and its saving. `refused` is why the service did not take the draft the
 * last time, before it was opened here again.
 */
export function useCapture({ form, refused: before, onSaved, onQueued }: {
  form: RefObject<HTMLFormElement | null>
  refused?: ApiProblem
  onSaved: (lead: Lead) => void
  /** There is no connection: the lead waits on this device. */
  onQueued: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const desktop = useDesktop(me.username)
  const draft = desktop.draft
  const [thrownAway, setThrownAway] = useState<Draft>()
  const [local, setLocal] = useState<FieldErrors>({})
  const [earlier, setEarlier] = useState(before)
  const save = useSaveLead()
  const busy = save.isPending

  const typed = draft.own
  const question = useDebounced(JSON.stringify({ text: cleanText(draft.text), place: typed.place?.trim() || undefined, landMu: parseMu(typed.land ?? '') || undefined }))
  const asked = useMatch(JSON.parse(question) as Parameters<typeof useMatch>[0])
  const result = draft.text.trim() ? asked.data : undefined
  const read = readFacts(result?.match.facts)

  const error = isAway(save.error) ? undefined : save.error ?? earlier
  const problem = error instanceof ApiProblem ? error : undefined
  const refused = fieldErrors(problem?.fields ?? {})
  const errors: FieldErrors = { ...refused.errors, ...local }
  const wholly = error && (Object.keys(refused.errors).length === 0 || refused.others.length > 0) ? error : undefined

  // A refusal is read out where it belongs: at the first field that has one.
  useEffect(() => {
    if (error || Object.keys(local).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [form, error, local])

  const change = (next: Draft | ((now: Draft) => Draft)) => {
    desktop.write(next)
    setThrownAway(undefined)
    setEarlier(undefined)
    if (save.error && !busy) save.reset()
    if (Object.keys(local).length > 0) setLocal({})
  }

  const submit = (key = draft.key) => {
    if (busy) return
    const found: FieldErrors = {}
    if (!cleanText(draft.text)) found.text = t('capture.textMissing')
    for (const field of badNumbers(draft.own)) found[field] = t(field === 'land' ? 'capture.landBad' : 'capture.moneyBad')
    setLocal(found)
    if (Object.keys(found).length > 0) return
    const sent = { ...draft, key }
    if (key !== draft.key) desktop.write(sent)
    setEarlier(undefined)
    const queue = () => {
      new UnsentQueue(me.username).add(sent, new Date())
      desktop.done()
      save.reset()
      onQueued()
    }
    if (!navigator.onLine) {
      queue()
      return
    }
    save.mutate({ key, body: toRequest(sent) }, {
      onSuccess: (lead) => {
        new UnsentQueue(me.username).remove(key)
        desktop.done()
        onSaved(lead)
      },
      onError: (error) => {
        if (isAway(error)) queue()
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
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.isComposing) {
        event.preventDefault()
        submitNow.current()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])

  return {
    desktop, draft, change, leave: (next: (now: Draft) => Draft) => desktop.write(next),
    result, read, asked, errors, problem, wholly, busy, submit, startOver,
    saveAsNew: () => submit(newKey()),
    bringBack: thrownAway && isEmpty(draft) ? () => change(thrownAway) : undefined,
  }
}

export type Capture = ReturnType<typeof useCapture>
