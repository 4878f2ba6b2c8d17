import { Drawer } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { ApiProblem } from '@/shared/api/problem'
import { useNarrow } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { Button } from '@/shared/ui/button'
import { LinkButton } from '@/shared/ui/link-button'
import { useToast } from '@/shared/ui/toast'
import { Aside, Ending, FactsPart, MatchPart, Refusal, TextPart } from './parts'
import './quick.css'
import type { Unsent } from './unsent'
import { useCapture } from './use-capture'

/** A lead written down over whatever screen is shown; the screen stays. `refused`: what the service said of the draft before. */
export default function Quick({ refused, onClose }: { refused?: Unsent['refused']; onClose: () => void }) {
  const { t } = useTranslation()
  const narrow = useNarrow()
  return (
    <Drawer open onClose={onClose} title={t('quick.title')} placement={narrow ? 'bottom' : 'right'} size={narrow ? '94%' : 860} className="quick"
      closable={{ 'aria-label': t('quick.close') }}>
      <Form refused={refused && new ApiProblem(refused.status, refused.code, refused.message, refused.fields)} onClose={onClose} />
    </Drawer>
  )
}

function Form({ refused, onClose }: { refused?: ApiProblem; onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const capture = useCapture({
    form,
    refused,
    onSaved: (lead) => {
      toast(t('quick.saved', { name: lead.name }), 'good', { label: t('quick.open'), href: paths.lead(lead.id), onAct: () => void navigate(paths.lead(lead.id)) })
      onClose()
    },
    onQueued: () => {
      toast(t('quick.queued'), 'plain')
      onClose()
    },
  })
  useEffect(() => {
    const box = form.current?.querySelector('textarea')
    if (!box || form.current?.querySelector('[aria-invalid="true"]')) return
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
  }, [])
  return (
    <form ref={form} className="quick-form keep" noValidate onSubmit={(event) => { event.preventDefault(); capture.submit() }}>
      <div className="quick-text"><Aside capture={capture} /><TextPart capture={capture} minRows={5} /></div>
      <div className="quick-match"><MatchPart capture={capture} /></div>
      <section className="quick-facts" aria-label={t('capture.facts')}><FactsPart capture={capture} /></section>
      <div className="quick-end">
        <Refusal capture={capture} />
        <Ending capture={capture}>
          <Button onClick={onClose}>{t('quick.later')}</Button>
          <LinkButton type="text" to={paths.capture}>{t('quick.whole')}</LinkButton>
        </Ending>
      </div>
    </form>
  )
}
