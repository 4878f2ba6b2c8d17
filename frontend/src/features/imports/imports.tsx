import { DownloadOutlined, UploadOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Import } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatTime } from '@/shared/format'
import { useTitle } from '@/shared/hooks'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { LinkButton } from '@/shared/ui/link-button'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { fates, useImports, useSend } from './requests'
import { FateTag, StateTag } from './tags'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('imports.title'))
  const { mayWriteLeads } = useMe()
  if (mayWriteLeads) return <Imports />
  return <Nothing title={t('imports.notYours')} text={t('imports.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('imports.toLeads')}</LinkButton>} />
}

function Imports() {
  const { t } = useTranslation()
  const template = useMutation({ mutationFn: () => download('/api/imports/template.xlsx') })
  return (
    <>
      <PageHead title={t('imports.title')} line={t('imports.line')}
        actions={<Button icon={<DownloadOutlined aria-hidden />} loading={template.isPending} onClick={() => template.mutate()}>{t('imports.template')}</Button>} />
      {template.error && <ProblemNotice error={template.error} />}
      <Upload />
      <History />
    </>
  )
}

function Upload() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const limits = useImports().data?.pages[0]
  const send = useSend()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [wrong, setWrong] = useState('')

  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (!file || !files || send.isPending) return
    send.reset()
    if (files.length > 1) return setWrong(t('imports.one'))
    if (!/\.(xlsx|xlsm|csv|txt|xls|et)$/i.test(file.name)) return setWrong(t('imports.notSheet'))
    setWrong('')
    send.mutate(file, { onSuccess: (sent) => navigate(paths.oneImport(sent.id)) })
  }
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault()
    setOver(inside)
  }

  return (
    <section className="card import-upload" aria-label={t('imports.steps.send')} data-over={over || undefined}
      onDragOver={(event) => drag(event, true)} onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false)
        take(event.dataTransfer.files)
      }}>
      <p className="quiet">{t('imports.drop')}</p>
      <Button type="primary" size="large" icon={<UploadOutlined aria-hidden />} loading={send.isPending} onClick={() => input.current?.click()}>
        {t(send.isPending ? 'imports.sending' : 'imports.choose')}
      </Button>
      <input ref={input} type="file" className="sr-only" tabIndex={-1} aria-label={t('imports.choose')} accept=".xlsx,.csv" onChange={(event) => {
        take(event.target.files)
        event.target.value = '' // the same file can be chosen again once it is mended
      }} />
      <p className="fine">{limits ? t('imports.limits', { mb: limits.maxMB, rows: limits.maxRows.toLocaleString() }) : '\u00A0'}</p>
      {wrong && <p className="field-error" role="alert">{wrong}</p>}
      {send.error && <ProblemNotice title={t('imports.notSent')} error={send.error} />}
    </section>
  )
}

function History() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useImports()
  const items = data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section className="card import-history" aria-labelledby="import-history">
      <h2 id="import-history">{t('imports.history')}</h2>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div role="status" aria-label={t('common.loading')}><Skeleton active title={false} /></div>}
      {data && items.length === 0 && <p className="quiet">{t('imports.none')}</p>}
      {items.length > 0 && <ol className="import-list">{items.map((one) => <li key={one.id}><Past one={one} /></li>)}</ol>}
      {hasNextPage && <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('imports.older')}</Button>}
    </section>
  )
}

function Past({ one }: { one: Import }) {
  const { t } = useTranslation()
  const names = useNames()
  return (
    <>
      <div className="line"><Link className="strong" to={paths.oneImport(one.id)}>{one.fileName}</Link><StateTag state={one.state} /></div>
      <div className="quiet">{t('imports.by', { by: names(one.by), time: formatTime(one.at) })} · {t('imports.rowsCount', { count: one.progress.total })}</div>
      <div className="tags">{fates.map((fate) => (one.counts[fate] ?? 0) > 0 && <FateTag key={fate} fate={fate} count={one.counts[fate]} />)}</div>
    </>
  )
}
