import { Button, Skeleton } from 'antd'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import { useNames } from '@/shared/api/colleagues'
import { keys } from '@/shared/api/keys'
import type { Attachment, Leadership } from '@/shared/api/types'
import { download } from '@/shared/download'
import { formatNumber, formatTime } from '@/shared/format'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'

// What the service takes (attachment.go); its own sentence says what is wrong with a file.
const endings = '.pdf,.docx,.xlsx,.pptx,.doc,.xls,.ppt,.wps,.et,.ofd,.jpg,.jpeg,.png,.webp,.heic,.zip,.txt,.csv'

/** The files of the work plan: everybody reads them, who may edit the chain adds and takes away. */
export function Files({ led }: { led: Leadership }) {
  const { t } = useTranslation()
  const toast = useToast()
  const names = useNames()
  const client = useQueryClient()
  const box = useRef<HTMLInputElement>(null)
  const key = [...keys.leaderships, 'files', led.id]
  const params = { path: { id: led.id } }
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: ({ signal }) => answer(api.GET('/api/leaderships/{id}/attachments', { params, signal })) })
  const renew = () => client.invalidateQueries({ queryKey: key })
  const add = useMutation({
    mutationFn: (file: File) => answer(api.POST('/api/leaderships/{id}/attachments', { params: { ...params, query: { name: file.name } }, body: file as unknown as string, bodySerializer: (body: unknown) => body as Blob, headers: { 'Content-Type': 'application/octet-stream' } })),
    onSuccess: (file) => { toast(t('together.uploaded', { name: file.name })); void renew() },
  })
  const one = (file: Attachment) => file.id.slice(led.id.length + 1)
  const take = useMutation({ mutationFn: (file: Attachment) => download(`/api/leaderships/${encodeURIComponent(led.id)}/attachments/${encodeURIComponent(one(file))}`) })
  const remove = useMutation({
    mutationFn: (file: Attachment) => answer(api.DELETE('/api/leaderships/{id}/attachments/{one}', { params: { path: { id: led.id, one: one(file) } } })),
    onSuccess: () => { toast(t('together.fileRemoved'), 'plain'); void renew() },
  })
  const there = data?.items.filter((file) => !file.removedBy) ?? []
  const failed = add.error ?? remove.error
  return (
    <section aria-label={t('leaderships.page.files')}>
      <h3 className="spaced">{t('leaderships.page.files')}</h3>
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 1 }} />}
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data && there.length === 0 && <p className="quiet">{t('leaderships.page.noFiles')}</p>}
      {there.length > 0 && (
        <ul className="led-rows">
          {there.map((file) => (
            <li key={file.id}>
              <strong className="led-file">{file.name}</strong>
              <span className="fine">{formatNumber(Math.max(1, Math.round(file.sizeBytes / 1024)))} KB · {t('together.addedBy', { name: names(file.by), time: formatTime(file.at) })}</span>
              <div className="actions">
                <Button size="small" loading={take.isPending && take.variables.id === file.id} aria-label={t('together.downloadFile', { name: file.name })} onClick={() => take.mutate(file)}>{t('together.download')}</Button>
                {led.mayEdit && <Button size="small" loading={remove.isPending && remove.variables.id === file.id} aria-label={t('together.removeFile', { name: file.name })} onClick={() => remove.mutate(file)}>{t('together.remove')}</Button>}
              </div>
            </li>
          ))}
        </ul>
      )}
      {take.error && <ProblemNotice title={t('together.downloadFailed')} error={take.error} />}
      {failed && <ProblemNotice title={t('together.fileFailed')} error={failed} />}
      {led.mayEdit && (
        <p className="after-text">
          <Button loading={add.isPending} onClick={() => box.current?.click()}>{t('leaderships.page.addFile')}</Button>
          <input ref={box} type="file" hidden accept={endings} aria-label={t('leaderships.page.addFile')} onChange={(event) => { const file = event.target.files?.[0]; if (file) add.mutate(file); event.target.value = '' }} />
        </p>
      )}
    </section>
  )
}
