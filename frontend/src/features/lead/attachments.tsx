import { FileOutlined, PictureOutlined } from '@ant-design/icons'
import { Button, Modal, Skeleton } from 'antd'
import { useEffect, useId, useRef, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { Attachment, Lead } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useMe } from '@/shared/me'
import { ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { faultOf, fileEndings, isPicture, maxFileBytes, maxFiles, sizeOf } from './file-rules'
import { mayChange } from './may'
import { useAttach, useAttachments, useContent, useRemoveAttachment } from './together-requests'
import './together.css'

/** A file on its way. */
interface Upload {
  id: number
  file: File
  share?: number // of it that has gone; missing while it waits
  fault?: string
}

let last = 0

/** The files of a lead: adding, taking out, taking away. */
export function AttachmentsPanel({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const { data, error, isPending, refetch } = useAttachments(lead.id)
  const there = data?.items.filter((file) => !file.removedBy) ?? []
  const gone = data?.items.filter((file) => file.removedBy) ?? []
  return (
    <section className="card after files" aria-labelledby="files-title" id="files">
      <h2 id="files-title">{there.length > 0 ? t('together.filesCount', { count: there.length }) : t('together.files')}</h2>
      {isPending && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {data && there.length === 0 && <p className="quiet">{t('together.noFiles')}</p>}
      {there.length > 0 && <Files leadId={lead.id} files={there} />}
      {gone.length > 0 && <Gone files={gone} />}
      {data && mayChange(lead, me) && <Adding leadId={lead.id} />}
    </section>
  )
}

function Files({ leadId, files }: { leadId: string; files: Attachment[] }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const nameOf = useNames()
  const content = useContent()
  const remove = useRemoveAttachment(leadId)
  const [asked, setAsked] = useState<Attachment>()
  const [picture, setPicture] = useState<{ name: string; url: string }>()

  // A file comes as data, not as a page: what it holds is never run here, and a refusal is told in words.
  const download = (file: Attachment) => content.mutate(file, { onSuccess: (blob) => saveAs(blob, file.name) })
  const preview = (file: Attachment) => content.mutate(file, { onSuccess: (blob) => setPicture({ name: file.name, url: URL.createObjectURL(new Blob([blob], { type: file.type })) }) })
  const closePicture = () => {
    if (picture) URL.revokeObjectURL(picture.url)
    setPicture(undefined)
  }
  const removeNow = () => {
    if (asked) remove.mutate(asked, { onSuccess: () => toast(t('together.fileRemoved'), 'plain'), onSettled: () => setAsked(undefined) })
  }
  const busy = (file: Attachment) => content.isPending && content.variables.id === file.id

  return (
    <>
      <ul className="file-list" aria-label={t('together.files')}>
        {files.map((file) => (
          <li key={file.id}>
            {isPicture(file.type) ? <PictureOutlined aria-hidden /> : <FileOutlined aria-hidden />}
            <div>
              <p className="file-name">{file.name}</p>
              <p className="fine">{sizeOf(file.sizeBytes)} · {t('together.addedBy', { name: nameOf(file.by), time: formatTime(file.at) })}</p>
            </div>
            <div className="actions">
              {isPicture(file.type) && <Button size="small" disabled={busy(file)} aria-label={t('together.previewFile', { name: file.name })} onClick={() => preview(file)}>{t('together.preview')}</Button>}
              <Button size="small" loading={busy(file)} aria-label={t('together.downloadFile', { name: file.name })} onClick={() => download(file)}>{t('together.download')}</Button>
              {(file.by === me.username || me.mayReview) && <Button size="small" aria-label={t('together.removeFile', { name: file.name })} onClick={() => setAsked(file)}>{t('together.remove')}</Button>}
            </div>
          </li>
        ))}
      </ul>
      {content.error && <ProblemNotice title={t('together.downloadFailed')} error={content.error} />}
      {remove.error && <ProblemNotice title={t('together.fileFailed')} error={remove.error} />}
      {picture && (
        <Modal open centered footer={null} width="min(1000px, calc(100vw - 32px))" title={picture.name} onCancel={closePicture} closable={{ 'aria-label': t('together.close') }}>
          <img className="picture" src={picture.url} alt={picture.name} />
        </Modal>
      )}
      {asked && (
        <Modal open centered title={t('together.removeFileTitle', { name: asked.name })} onCancel={() => setAsked(undefined)} onOk={removeNow} okText={t('together.remove')} okButtonProps={{ danger: true }} cancelText={t('common.cancel')}
          confirmLoading={remove.isPending} closable={{ 'aria-label': t('common.cancel') }}>
          <p>{t('together.removeFileText')}</p>
        </Modal>
      )}
    </>
  )
}

function saveAs(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // the browser has begun to write it by then
}

function Gone({ files }: { files: Attachment[] }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  return (
    <details className="fine">
      <summary>{t('together.removedFiles', { count: files.length })}</summary>
      <ul>{files.map((file) => <li key={file.id}><del>{file.name}</del> {t('together.removedBy', { name: nameOf(file.removedBy ?? ''), time: formatTime(file.removedAt) })}</li>)}</ul>
    </details>
  )
}

/** Where files are dropped or chosen. They are sent one after the other; a refused one says why and stays until seen. */
function Adding({ leadId }: { leadId: string }) {
  const { t } = useTranslation()
  const toast = useToast()
  const why = useProblemText()
  const limits = useId()
  const attach = useAttach(leadId)
  const [uploads, setUploads] = useState<Upload[]>([])
  const [over, setOver] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  const tail = useRef(Promise.resolve())

  const set = (id: number, part: Partial<Upload>) => setUploads((now) => now.map((u) => (u.id === id ? { ...u, ...part } : u)))
  const forget = (id: number) => setUploads((now) => now.filter((u) => u.id !== id))

  const send = ({ id, file }: Upload) => {
    tail.current = tail.current.then(async () => {
      set(id, { share: 0, fault: undefined })
      try {
        await attach.mutateAsync({ file, onProgress: (share) => set(id, { share }) })
        forget(id)
        toast(t('together.uploaded', { name: file.name }))
      } catch (error) {
        set(id, { share: undefined, fault: why(error) })
      }
    })
  }
  const add = (files: FileList | null) => {
    const added = Array.from(files ?? []).map((file): Upload => {
      const fault = faultOf(file)
      return { id: ++last, file, fault: fault && t(`together.${fault}`, { size: sizeOf(maxFileBytes) }) }
    })
    setUploads((now) => [...now, ...added])
    added.filter((upload) => !upload.fault).forEach(send)
  }

  // Leaving the page would break off what is on its way.
  const sending = uploads.some((upload) => !upload.fault)
  useEffect(() => {
    if (!sending) return
    const stay = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', stay)
    return () => window.removeEventListener('beforeunload', stay)
  }, [sending])

  const onDrag = (event: DragEvent, inside: boolean) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(inside)
  }

  return (
    <>
      {uploads.length > 0 && (
        <ul className="uploads" aria-live="polite">
          {uploads.map((upload) => (
            <li key={upload.id}>
              <div className="line">
                <span className="file-name">{upload.file.name} <span className="fine">{sizeOf(upload.file.size)}</span></span>
                {upload.fault === undefined
                  ? <span className="fine">{upload.share === undefined ? t('together.waiting') : upload.share < 1 ? t('together.sending', { percent: `${Math.floor(upload.share * 100)}%` }) : t('together.checking')}</span>
                  : <span className="actions">
                      {!faultOf(upload.file) && <button type="button" className="plain-button" onClick={() => send(upload)}>{t('together.again')}</button>}
                      <button type="button" className="plain-button" onClick={() => forget(upload.id)}>{t('together.dismiss')}</button>
                    </span>}
              </div>
              {upload.fault === undefined
                ? <progress max={1} value={upload.share ?? 0} aria-label={upload.file.name} />
                : <p className="field-error" role="alert">{t('together.uploadFailed', { why: upload.fault })}</p>}
            </li>
          ))}
        </ul>
      )}
      <div className={over ? 'drop over' : 'drop'} onDragEnter={(event) => onDrag(event, true)} onDragOver={(event) => onDrag(event, true)} onDragLeave={(event) => onDrag(event, false)}
        onDrop={(event) => { onDrag(event, false); add(event.dataTransfer.files) }}>
        <p><span className="drop-words">{t('together.drop')}</span> <Button onClick={() => box.current?.click()} aria-describedby={limits}>{t('together.add')}</Button></p>
        <p className="fine" id={limits}>{t('together.limits', { size: sizeOf(maxFileBytes), count: maxFiles })}</p>
        <input ref={box} type="file" multiple hidden accept={fileEndings.join(',')} aria-label={t('together.add')}
          onChange={(event) => { add(event.target.files); event.target.value = '' }} />
      </div>
    </>
  )
}
