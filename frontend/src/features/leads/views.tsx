import { SettingOutlined, TeamOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedView, ViewIn } from '@/shared/api/types'
import { allLeads, asksTheSame, listQuery, readListState, type ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { viewColumns } from './columns'
import { useChangeView } from './requests'

const ViewDialog = lazy(() => import('./view-dialog').then((dialog) => ({ default: dialog.ViewDialog })))

/** A saved view's list, as it was saved. */
export const stateOf = (view: SavedView): ListState => ({ ...readListState(new URLSearchParams(view.query)), view: view.id })

/** Whether the list is no longer what its view says. */
export const differs = (state: ListState, view: SavedView) =>
  !asksTheSame(state, stateOf(view)) || (state.columns !== undefined && state.columns.join() !== viewColumns(view)?.join())

const built = (query: string, { as, month }: ListState): ListState => ({ ...readListState(new URLSearchParams(query)), as, month })

/** The views above the list: everything, mine, the pool, then those that were saved. */
export function Views({ views, active, state, columnsToSave, onShow }: {
  views: SavedView[]
  active: SavedView | undefined
  state: ListState
  columnsToSave: () => ViewIn['columns']
  onShow: (state: ListState, replace?: boolean) => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const change = useChangeView()
  const [dialog, setDialog] = useState<'new' | 'edit'>()
  const standing = active?.id ?? (state.pool ? 'pool' : state.mine ? 'mine' : allLeads)
  const changed = active && differs(state, active)
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    bar.current?.querySelector('[aria-pressed=true]')?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' }) // on a phone it may stand outside
  }, [standing, views.length])

  const chip = (id: string, label: string, show: ListState, hint?: string, shared = false) => (
    <button key={id} type="button" aria-pressed={standing === id} title={hint} onClick={() => onShow(show)}>
      {shared && <TeamOutlined aria-label={t('finding.unitView')} />} {label}{standing === id && changed && <span className="changed"> · {t('finding.changed')}</span>}
    </button>
  )
  const save = () => {
    if (!active) return
    change.mutate({ view: active, body: { query: listQuery(state).toString(), columns: columnsToSave() } }, {
      onSuccess: (view) => {
        toast(t('finding.saved'))
        onShow({ ...stateOf(view), page: state.page }, true)
      },
    })
  }

  return (
    <>
      <div className="views">
        <div className="chooser" role="group" ref={bar} aria-label={t('finding.views')}>
          {chip(allLeads, t('finding.all'), built('', state))}
          {me.mayWriteLeads && chip('mine', t('finding.mine'), built('mine=true', state), t('finding.mineHint'))}
          {chip('pool', t('finding.pool'), built('pool=true', state), t('finding.poolHint'))}
          {views.map((view) => chip(view.id, view.name, stateOf(view), undefined, view.unit !== ''))}
        </div>
        <div className="view-actions">
          {changed && <Button type="link" size="small" onClick={() => onShow(stateOf(active))}>{t('finding.undo')}</Button>}
          {changed && active.mayChange && <Button size="small" type="primary" loading={change.isPending} onClick={save}>{t('finding.save')}</Button>}
          <Button size="small" onClick={() => setDialog('new')}>{t('finding.saveAs')}</Button>
          {active?.mayChange && <Button size="small" type="text" icon={<SettingOutlined aria-hidden />} aria-label={t('finding.settings')} title={t('finding.settings')} onClick={() => setDialog('edit')} />}
        </div>
      </div>
      {change.error && <ProblemNotice title={t('finding.failed')} error={change.error} />}
      <Suspense>
        {dialog === 'new' && (
          <ViewDialog onClose={() => setDialog(undefined)} draft={() => ({ query: listQuery(state).toString(), columns: columnsToSave() })}
            onDone={(view) => onShow({ ...stateOf(view), page: state.page }, true)} />
        )}
        {dialog === 'edit' && active && (
          <ViewDialog view={active} onClose={() => setDialog(undefined)} onDone={() => undefined} onDeleted={() => onShow({ ...state, view: undefined }, true)} />
        )}
      </Suspense>
    </>
  )
}
