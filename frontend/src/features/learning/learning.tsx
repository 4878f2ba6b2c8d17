import { Button, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { statusOf } from '@/shared/api/problem'
import type { Model } from '@/shared/api/types'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { useToast } from '@/shared/ui/toast'
import { ModelCard } from './model-card'
import { useLearn, useModels, useSwitchModel, useUndoModel } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('learning.title'))
  const { mayReview } = useMe()
  if (mayReview) return <Learning />
  return <Nothing title={t('learning.notYours')} text={t('learning.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}

function Learning() {
  const { t } = useTranslation()
  const toast = useToast()
  const { data, error, isPending, refetch } = useModels(true)
  const learn = useLearn()
  const use = useSwitchModel()
  const undo = useUndoModel()
  const [asked, setAsked] = useState<{ what: 'use' | 'undo'; model: Model }>()
  const models = data?.items ?? []
  const active = models.find((model) => model.state === 'active')
  const failed = use.error ?? undo.error

  const ask = (what: 'use' | 'undo', model: Model) => {
    use.reset()
    undo.reset()
    setAsked({ what, model })
  }
  const confirmed = () => {
    if (!asked) return
    const close = () => setAsked(undefined)
    if (asked.what === 'use') use.mutate(asked.model.id, { onSuccess: () => toast(t('learning.used')), onSettled: close })
    else undo.mutate(undefined, { onSuccess: () => toast(t('learning.undone')), onSettled: close })
  }

  return (
    <>
      <PageHead title={t('learning.title')} line={t('learning.line')} />
      <div className="actions learning-actions">
        <Button type="primary" loading={learn.isPending} onClick={() => learn.mutate(undefined, { onSuccess: () => toast(t('learning.learned')) })}>
          {t(learn.isPending ? 'learning.learning' : 'learning.learn')}
        </Button>
        {active && <Button onClick={() => ask('undo', active)}>{t('learning.undo')}</Button>}
      </div>
      {learn.error && <ProblemNotice title={t(statusOf(learn.error) === 422 ? 'learning.cannot' : 'learning.notLearned')} error={learn.error} />}
      {failed && <ProblemNotice title={t('learning.failed')} error={failed} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && models.length === 0 && !error && (
        <Nothing title={t('learning.emptyTitle')} text={t('learning.emptyText')} action={<LinkButton to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
      )}
      {models.length > 0 && (
        <ol className="models" aria-label={t('learning.list')}>
          {models.map((model) => <li key={model.id} className="card"><ModelCard model={model} onUse={() => ask('use', model)} /></li>)}
        </ol>
      )}
      {asked && (
        <Modal open centered title={t(asked.what === 'use' ? 'learning.useTitle' : 'learning.undoTitle')} onCancel={() => setAsked(undefined)} onOk={confirmed}
          okText={t(asked.what === 'use' ? 'learning.use' : 'learning.undo')} cancelText={t('common.cancel')} confirmLoading={use.isPending || undo.isPending}
          closable={{ 'aria-label': t('common.cancel') }}>
          <p>{asked.what === 'use' ? t('learning.useText', { count: asked.model.changes.length }) : t('learning.undoText', { count: asked.model.leads.length })}</p>
        </Modal>
      )}
    </>
  )
}
