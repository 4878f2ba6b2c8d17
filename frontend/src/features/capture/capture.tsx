import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { useToast } from '@/shared/ui/toast'
import { Aside, Ending, FactsPart, MatchPart, Refusal, TextPart } from './parts'
import { useCapture } from './use-capture'

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
  const navigate = useNavigate()
  const toast = useToast()
  const facts = useId()
  const form = useRef<HTMLFormElement>(null)
  const capture = useCapture({
    form,
    onSaved: (lead) => {
      toast(t('capture.saved'))
      void navigate(paths.lead(lead.id))
    },
    onQueued: () => toast(t('quick.queued'), 'plain'),
  })
  return (
    <>
      <PageHead title={t('capture.title')} line={t('capture.factsHint')} />
      <form ref={form} className="capture" noValidate onSubmit={(event) => { event.preventDefault(); capture.submit() }}>
        <section className="card capture-text">
          <Aside capture={capture} />
          <TextPart capture={capture} />
        </section>
        <div className="capture-match"><MatchPart capture={capture} /></div>
        <section className="card capture-facts" aria-labelledby={facts}>
          <h2 id={facts}>{t('capture.facts')}</h2>
          <FactsPart capture={capture} />
          <Refusal capture={capture} />
          <Ending capture={capture} size="large" />
        </section>
      </form>
    </>
  )
}
