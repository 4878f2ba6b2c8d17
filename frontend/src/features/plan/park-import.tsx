import { Button, Drawer } from 'antd'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '@/shared/api/client'
import { useNames } from '@/shared/api/colleagues'
import { useMe } from '@/shared/me'
import { download } from '@/shared/download'
import { formatTime } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import './park.css'

/** Many parks at once as a workbook: downloaded, filled in, looked at, taken in, and taken back. */
export default function ParkImport({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const toast = useToast()
  const client = useQueryClient()
  const box = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  const template = useMutation({ mutationFn: () => download('/api/park-workbook') })
  const send = useMutation({
    mutationFn: ({ file, confirm }: { file: File; confirm?: string }) => answer(api.POST('/api/park-workbook', {
      params: { query: { name: file.name, confirm } }, body: file as unknown as string, bodySerializer: (body: unknown) => body as Blob, headers: { 'Content-Type': 'application/octet-stream' } })),
    onSuccess: (read) => {
      if (!read.import) return
      toast(t('ground.import.done', { count: read.import.parks.length }))
      setFile(undefined)
      send.reset()
      void client.invalidateQueries({ queryKey: ['parks'] })
    },
  })
  const read = send.data
  const changed = read?.rows.filter((row) => row.fields.length > 0) ?? []
  const english = currentLanguage() === 'en'
  return (
    <Drawer open onClose={onClose} title={t('ground.import.title')} size={720} closable={{ 'aria-label': t('common.cancel') }}>
      <ol className="park-steps">
        <li><p>{t('ground.import.step1')}</p><Button loading={template.isPending} onClick={() => template.mutate()}>{t('ground.import.template')}</Button></li>
        <li><p>{t('ground.import.step2')}</p><Button type={file ? 'default' : 'primary'} loading={send.isPending && !read} onClick={() => box.current?.click()}>{t('ground.import.choose')}</Button> {file && <span className="fine">{file.name}</span>}</li>
      </ol>
      <input ref={box} type="file" hidden accept=".xlsx" aria-label={t('ground.import.choose')} onChange={(event) => {
        const chosen = event.target.files?.[0]
        event.target.value = ''
        if (!chosen) return
        setFile(chosen)
        send.mutate({ file: chosen })
      }} />
      {(template.error ?? send.error) && <ProblemNotice title={t('ground.import.failed')} error={template.error ?? send.error} />}
      {read && read.faultsAll > 0 && (
        <section aria-label={t('ground.import.faults')}>
          <p role="alert"><Tag tone="bad">{t('ground.import.faultsCount', { count: read.faultsAll })}</Tag> {t('ground.import.faultsLine')}</p>
          <ul className="plain-list">{read.faults.map((fault, i) => <li key={i}><strong className="number">{fault.place}</strong> {english ? fault.en : fault.zh}</li>)}</ul>
        </section>
      )}
      {read && read.faultsAll === 0 && file && (
        <section aria-label={t('ground.import.preview')}>
          <h3>{t('ground.import.previewCount', { count: changed.length, same: read.rows.length - changed.length })}</h3>
          <ul className="plain-list">
            {changed.map((row) => (
              <li key={row.slug}>
                <strong>{row.name}</strong>
                <ul className="field-changes">{row.fields.map((f) => <li key={f.field}>{t(`ground.history.${f.field as 'note'}`)}{t('common.colon')}<del>{f.from || t('ground.park.unknown')}</del> → <ins>{f.to || t('ground.park.unknown')}</ins></li>)}</ul>
              </li>
            ))}
          </ul>
          {changed.length > 0 && <Button type="primary" loading={send.isPending} onClick={() => send.mutate({ file, confirm: read.mark })}>{t('ground.import.confirm')}</Button>}
        </section>
      )}
      <Past />
    </Drawer>
  )
}

/** What was taken in before, and can be taken back. */
function Past() {
  const { t } = useTranslation()
  const me = useMe()
  const names = useNames()
  const toast = useToast()
  const client = useQueryClient()
  const { data, error } = useQuery({ queryKey: ['parks', 'imports'], queryFn: ({ signal }) => answer(api.GET('/api/park-imports', { signal })) })
  const undo = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/park-imports/{id}/undo', { params: { path: { id } } })),
    onSuccess: (im) => {
      toast(im.kept.length > 0 ? t('ground.import.undoneKept', { names: im.kept.join(t('common.comma')) }) : t('ground.import.undone'), 'plain')
      void client.invalidateQueries({ queryKey: ['parks'] })
    },
  })
  if (error) return <ProblemNotice title={t('error.load')} error={error} />
  if (!data || data.total === 0) return null
  return (
    <section className="park-part" aria-label={t('ground.import.past')}>
      <h3>{t('ground.import.past')}</h3>
      {undo.error && <ProblemNotice title={t('ground.import.failed')} error={undo.error} />}
      <ul className="plain-list">
        {data.items.map((im) => (
          <li key={im.id}>
            <div className="line"><strong>{im.fileName || t('ground.import.title')}</strong>{im.undoneBy ? <Tag tone="muted">{t('ground.import.wasUndone')}</Tag> : <Button size="small" loading={undo.isPending && undo.variables === im.id} onClick={() => undo.mutate(im.id)}>{t('ground.import.undo')}</Button>}</div>
            <span className="fine">{im.by === me.username ? '' : `${names(im.by)} · `}{formatTime(im.at)} · {im.parks.map((p) => p.name).join(t('common.comma'))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
