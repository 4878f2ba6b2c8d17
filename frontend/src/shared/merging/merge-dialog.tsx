import { Button, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemNotice } from '@/shared/ui/notice'

/** One line of the preview: what is kept, and what the other record says. */
export interface MergeRow { label: string; kept: ReactNode; other: ReactNode; filled?: boolean }
export interface MergeChoice { id: string; name: string; about: string }

/** Chooses the record that goes into the present one, shows both side by side, and merges. */
export function MergeDialog({ kind, choices, rowsOf, chosen, onChoose, loading, error, busy, onMerge, onClose }: {
  kind: 'lead' | 'enterprise'
  choices: MergeChoice[]
  chosen: string
  rowsOf: MergeRow[] | undefined // the preview, once the chosen record is there
  onChoose: (id: string) => void
  loading: boolean
  error: unknown
  busy: boolean
  onMerge: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const [bad, setBad] = useState(false)
  const find = () => {
    const id = idIn(address, kind)
    setBad(!id)
    if (id) onChoose(id)
  }
  return (
    <Modal open title={t(`merging.${kind}`)} onCancel={onClose} width={860} destroyOnHidden closable={{ 'aria-label': t('common.cancel') }}
      footer={<div className="actions end"><Button onClick={onClose}>{t('common.cancel')}</Button><Button type="primary" danger disabled={!rowsOf} loading={busy} onClick={onMerge}>{t('merging.submit')}</Button></div>}>
      <p>{t('merging.text')}</p>
      <fieldset className="choices merge-choices">
        <legend>{t('merging.choose')}</legend>
        {choices.length === 0 && <p className="quiet">{t('merging.none')}</p>}
        {choices.map((c) => (
          <div className="choice" key={c.id}>
            <input type="radio" id={`merge-${c.id}`} name="merge-from" checked={chosen === c.id} onChange={() => onChoose(c.id)} />
            <label htmlFor={`merge-${c.id}`}>{c.name}<span className="fine">{c.about}</span></label>
          </div>
        ))}
        <form className="row" onSubmit={(event) => { event.preventDefault(); find() }}>
          <Input aria-label={t('merging.byId')} placeholder={`${t('merging.byId')}，${t('merging.byIdHint')}`} value={address} onChange={(event) => setAddress(event.target.value)} aria-invalid={bad || undefined} />
          <Button htmlType="submit" loading={loading}>{t('merging.find')}</Button>
        </form>
        {bad && <p className="field-error" role="alert">{t('merging.badId')}</p>}
      </fieldset>
      {!!error && <ProblemNotice title={t('merging.failed')} error={error} />}
      {rowsOf && (
        <div className="conflict">
          <table>
            <thead><tr><th scope="col">{t('merging.field')}</th><th scope="col">{t('merging.keep')}</th><th scope="col">{t('merging.away')}</th></tr></thead>
            <tbody>
              {rowsOf.filter((row) => row.kept || row.other).map((row) => (
                <tr key={row.label}>
                  <th scope="row">{row.label}</th>
                  <td>{row.kept || (row.filled ? <span className="quiet">{t('merging.filled')}</span> : <span className="quiet">{t('merging.empty')}</span>)}</td>
                  <td className={row.filled ? 'changed' : undefined}>{row.other || <span className="quiet">{t('merging.empty')}</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  )
}

/** The id in the address of a record's page, or an id itself. */
export function idIn(address: string, kind: 'lead' | 'enterprise'): string {
  const text = address.trim()
  const found = new RegExp(`/${kind === 'lead' ? 'leads' : 'enterprises'}/([^/?#]+)`).exec(text)
  if (found?.[1]) return decodeURIComponent(found[1])
  return /^[\w-]{8,64}$/.test(text) ? text : ''
}
