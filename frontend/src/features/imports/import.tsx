import { Alert, Button, Checkbox, Modal, Pagination, Progress, Skeleton } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import { statusOf } from '@/shared/api/problem'
import type { Import, ImportWithRows } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatTime } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { useToast } from '@/shared/ui/toast'
import { Columns } from './columns'
import { fates, isWorking, pageSize, useConfirm, useDiscard, useImport, useRenewLeads, useUndo } from './requests'
import { Rows } from './rows'
import { StateTag } from './tags'

export function Component() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const filter = params.get('rows') ?? 'all'
  const page = Math.max(1, Number(params.get('page')) || 1)
  const { data, error, isPending, isPlaceholderData, refetch } = useImport(id, filter, page)
  useTitle(data?.fileName ?? t('imports.title'))
  useRenewOnceDone(data)

  if (error && (statusOf(error) === 404 || statusOf(error) === 403)) {
    return <Nothing title={t('imports.missingTitle')} text={t('imports.missingText')} action={<LinkButton type="primary" to={paths.imports}>{t('imports.back')}</LinkButton>} />
  }
  const show = (rows: string, at = 1) => setParams({ ...(rows !== 'all' && { rows }), ...(at > 1 && { page: String(at) }) }, { replace: true })
  return (
    <>
      <p className="back"><Link className="quiet" to={paths.imports}>← {t('imports.back')}</Link></p>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {data && <One one={data} filter={filter} page={page} stale={isPlaceholderData} onShow={show} />}
    </>
  )
}

/** When the work in the background has ended, the leads shown elsewhere are old. */
function useRenewOnceDone(one: Import | undefined) {
  const renew = useRenewLeads()
  const state = one?.state
  useEffect(() => {
    if (state === 'done' || state === 'undone') renew()
  }, [state]) // eslint-disable-line react-hooks/exhaustive-deps -- only a change of the state matters
}

const steps = ['send', 'check', 'carry', 'end'] as const
const stepOf: Record<Import['state'], number> = { checking: 1, ready: 1, failed: 1, importing: 2, done: 3, undoing: 3, undone: 3 }

function One({ one, filter, page, stale, onShow }: { one: ImportWithRows; filter: string; page: number; stale: boolean; onShow: (rows: string, page?: number) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const narrow = useNarrow()
  const count = (fate: string) => one.counts[fate] ?? 0
  const chips = ['all', ...fates.filter((fate) => count(fate) > 0), ...((one.outcomes.kept ?? 0) > 0 ? ['kept'] : [])]
  const label = (chip: string) => (chip === 'all' ? t('imports.all') : chip === 'kept' ? t('imports.outcome.kept') : t(`imports.fate.${chip as (typeof fates)[number]}`))
  const number = (chip: string) => (chip === 'all' ? one.progress.total : chip === 'kept' ? one.outcomes.kept : count(chip))
  return (
    <>
      <PageHead title={<>{one.fileName} <StateTag state={one.state} /></>} line={`${t('imports.by', { by: names(one.by), time: formatTime(one.at) })} · ${t('imports.rowsCount', { count: one.progress.total })}`} />
      <ol className="import-steps" aria-label={t('imports.steps.label')}>
        {steps.map((step, i) => <li key={step} aria-current={i === stepOf[one.state] ? 'step' : undefined} data-past={i < stepOf[one.state] || undefined}>{t(`imports.steps.${step}`)}</li>)}
      </ol>
      <State one={one} />
      {!isWorking(one.state) && one.state !== 'failed' && (
        <section className="card import-result" aria-label={t('imports.rows')}>
          <div className="chooser" role="group" aria-label={t('imports.filter')}>
            {chips.map((chip) => <button key={chip} type="button" aria-pressed={filter === chip} onClick={() => onShow(chip)}>{label(chip)} {number(chip)?.toLocaleString()}</button>)}
          </div>
          {one.rows.items.length === 0 ? <p className="quiet">{t('imports.noRows')}</p> : (
            <div className={stale ? 'stale' : undefined} aria-busy={stale}><Rows rows={one.rows.items} /></div>
          )}
          {one.rows.total > pageSize && (
            <nav aria-label={t('imports.pages')} className="pages">
              <Pagination current={page} pageSize={pageSize} total={one.rows.total} showSizeChanger={false} simple={narrow} onChange={(at) => onShow(filter, at)} />
            </nav>
          )}
        </section>
      )}
      <Columns one={one} />
    </>
  )
}

function State({ one }: { one: Import }) {
  if (isWorking(one.state)) return <Working one={one} />
  if (one.state === 'failed') return <Failed one={one} />
  return (
    <section className="card import-state">
      {one.state === 'ready' ? <Ready one={one} /> : <Done one={one} />}
    </section>
  )
}

function Working({ one }: { one: Import }) {
  const { t } = useTranslation()
  const { done, total } = one.progress
  return (
    <section className="card import-state" aria-live="polite">
      <h2>{t(`imports.state.${one.state}`)}</h2>
      <Progress percent={total > 0 ? Math.floor((done / total) * 100) : 0} aria-label={t(`imports.state.${one.state}`)} />
      <p>{t('imports.progress', { done: done.toLocaleString(), total: total.toLocaleString() })}</p>
      <p className="quiet">{t('imports.stay')}</p>
    </section>
  )
}

function Failed({ one }: { one: Import }) {
  const { t } = useTranslation()
  return <Alert type="error" showIcon role="alert" className="notice" title={t('imports.failedTitle')}
    description={<><p>{one.problem}</p><div className="actions"><LinkButton size="small" to={paths.imports}>{t('imports.again')}</LinkButton><Discard one={one} /></div></>} />
}

const faulty = (one: Import) => (one.counts.error ?? 0) + (one.counts.clash ?? 0) + (one.counts.stale ?? 0)

function Faults({ one }: { one: Import }) {
  const { t } = useTranslation()
  const faults = useMutation({ mutationFn: () => download(`/api/imports/${encodeURIComponent(one.id)}/errors.xlsx`) })
  if (faulty(one) === 0) return null
  return (
    <>
      <Button loading={faults.isPending} onClick={() => faults.mutate()} title={t('imports.faultsHint')}>{t('imports.faults', { count: faulty(one) })}</Button>
      {faults.error && <ProblemNotice error={faults.error} />}
    </>
  )
}

function Original({ one }: { one: Import }) {
  const { t } = useTranslation()
  const file = useMutation({ mutationFn: () => download(`/api/imports/${encodeURIComponent(one.id)}/file`) })
  return <Button type="link" loading={file.isPending} onClick={() => file.mutate()}>{t('imports.file')}</Button>
}

function Ready({ one }: { one: Import }) {
  const { t } = useTranslation()
  const confirm = useConfirm(one.id)
  const [despite, setDespite] = useState(false)
  const count = (one.counts.create ?? 0) + (one.counts.update ?? 0) + (despite ? one.sameFirm : 0)
  const unknown = one.columns.filter((c) => !c.key && c.heading)
  return (
    <>
      {one.sameAs && (
        <Alert type="warning" showIcon title={t('imports.sameTitle')} description={<>{t('imports.sameText')} <Link to={paths.oneImport(one.sameAs)}>{t('imports.sameLook')}</Link></>} />
      )}
      {unknown.length > 0 && (
        <Alert type="warning" showIcon title={t('imports.unknownTitle', { count: unknown.length })} description={t('imports.unknownText', { names: unknown.map((c) => c.heading).join(t('common.comma')) })} />
      )}
      {one.otherSheets.length > 0 && <p className="quiet">{t('imports.sheets', { sheet: one.sheet, names: one.otherSheets.join(t('common.comma')) })}</p>}
      {count === 0 && <p>{t('imports.nothing')}</p>}
      {one.sameFirm > 0 && one.mayConfirm && (
        <div>
          <Checkbox checked={despite} onChange={(event) => setDespite(event.target.checked)}>{t('imports.despite', { count: one.sameFirm })}</Checkbox>
          <p className="fine">{t('imports.despiteHint')}</p>
        </div>
      )}
      {confirm.error && <ProblemNotice title={t('imports.failed')} error={confirm.error} />}
      {!one.mayConfirm && <p className="quiet">{t('imports.onlySender')}</p>}
      <div className="actions">
        {one.mayConfirm && count > 0 && (
          <Button type="primary" loading={confirm.isPending} onClick={() => confirm.mutate(despite)}>{confirm.isPending ? t('imports.confirming') : t('imports.confirm', { count })}</Button>
        )}
        <Faults one={one} />
        <Discard one={one} />
        <Original one={one} />
      </div>
    </>
  )
}

function Discard({ one }: { one: Import }) {
  const { t } = useTranslation()
  const toast = useToast()
  const navigate = useNavigate()
  const discard = useDiscard(one.id)
  const [asked, setAsked] = useState(false)
  return (
    <>
      <Button onClick={() => setAsked(true)} size={one.state === 'failed' ? 'small' : undefined}>{t('imports.discard')}</Button>
      <Modal open={asked} centered title={t('imports.discardTitle')} okText={t('imports.discard')} cancelText={t('common.cancel')} confirmLoading={discard.isPending} closable={{ 'aria-label': t('common.cancel') }}
        onCancel={() => setAsked(false)} onOk={() => discard.mutate(undefined, { onSuccess: () => {
          toast(t('imports.discarded'))
          void navigate(paths.imports)
        } })}>
        <p>{t('imports.discardText')}</p>
        {discard.error && <ProblemNotice title={t('imports.failed')} error={discard.error} />}
      </Modal>
    </>
  )
}

function Done({ one }: { one: Import }) {
  const { t } = useTranslation()
  const undo = useUndo(one.id)
  const [asked, setAsked] = useState<'undo' | 'force'>()
  const kept = one.outcomes.kept ?? 0
  const undone = one.state === 'undone'
  return (
    <>
      <div>
        <h2>{t(undone ? 'imports.undoneTitle' : 'imports.doneTitle')}</h2>
        <p>{undone
          ? t('imports.undoneText', { by: one.undoneBy, time: formatTime(one.undoneAt), count: one.outcomes.undone ?? 0 })
          : t('imports.doneText', { count: one.outcomes.done ?? 0 })}{!undone && faulty(one) > 0 && ` ${t('imports.doneFaults', { count: faulty(one) })}`}</p>
      </div>
      {kept > 0 && <Alert type="warning" showIcon title={t('imports.keptTitle', { count: kept })} description={t('imports.keptText')} />}
      {undo.error && <ProblemNotice title={t('imports.failed')} error={undo.error} />}
      <div className="actions">
        {!undone && <LinkButton type="primary" to={`${paths.leads}?sort=-updatedAt`}>{t('imports.look')}</LinkButton>}
        <Faults one={one} />
        {one.mayUndo && <Button danger onClick={() => setAsked('undo')}>{t('imports.undo')}</Button>}
        {undone && one.mayForce && <Button danger onClick={() => setAsked('force')}>{t('imports.force')}</Button>}
        <Original one={one} />
      </div>
      {asked && (
        <Modal open centered title={t(`imports.${asked}Title`)} okText={t(`imports.${asked}`)} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} confirmLoading={undo.isPending} closable={{ 'aria-label': t('common.cancel') }}
          onCancel={() => setAsked(undefined)} onOk={() => undo.mutate(asked === 'force', { onSettled: () => setAsked(undefined) })}>
          <p>{t(`imports.${asked}Text`, { count: kept })}</p>
        </Modal>
      )}
    </>
  )
}
