import { DownloadOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { download } from '@/shared/download'
import type { ColumnName, ListState } from '@/shared/list-state'
import { ProblemNotice } from '@/shared/ui/notice'
import { Button } from '@/shared/ui/button'
import { Modal } from '@/shared/ui/modal'
import { Popup } from '@/shared/ui/popup'
import { useToast } from '@/shared/ui/toast'
import { leadQuery, writeQuery } from './requests'

type Kind = 'table' | 'all' | 'csv'
const kinds: Kind[] = ['table', 'all', 'csv']

/** The list's columns as an export names them: what the reader sees, people and units by name. */
const names: Partial<Record<ColumnName, string>> = { link: 'chain', owner: 'ownerName', unit: 'unitName' }
export const exported = (columns: ColumnName[]) => columns.map((name) => names[name] ?? name)

/** Takes out all that the list finds, page or no page, in its order. */
export function ExportButton({ state, columns }: { state: ListState; columns: ColumnName[] }) {
  const { t } = useTranslation()
  const toast = useToast()
  const run = useMutation({
    mutationFn: (kind: Kind) => {
      const query = writeQuery({ ...leadQuery(state), page: undefined, pageSize: undefined, columns: kind === 'all' ? undefined : exported(columns) })
      return download(`/api/leads/export.${kind === 'csv' ? 'csv' : 'xlsx'}?${query}`)
    },
    onSuccess: () => toast(t('exports.done')),
  })
  return (
    <>
      <Popup key={run.submittedAt} label={t('exports.menu')} icon={<DownloadOutlined aria-hidden />} text={t(run.isPending ? 'exports.busy' : 'exports.button')}>
        <ul>{kinds.map((kind) => <li key={kind}><button type="button" disabled={run.isPending} onClick={() => run.mutate(kind)}>{t(`exports.${kind}`)}</button></li>)}</ul>
      </Popup>
      {run.error && (
        <Modal title={t('exports.failed')} onClose={() => run.reset()}>
          <ProblemNotice title={t('exports.failed')} error={run.error} />
          <div className="actions"><Button kind="primary" onClick={() => run.reset()}>{t('common.cancel')}</Button></div>
        </Modal>
      )}
    </>
  )
}
