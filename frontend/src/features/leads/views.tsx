import { SettingOutlined, TeamOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, Modal } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import type { SavedView, ViewIn } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { ApiProblem } from '@/shared/api/problem'
import { allLeads, asksTheSame, listQuery, readListState, type ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { viewColumns } from './columns'
import { useAddView, useChangeView, useDeleteView } from './requests'

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
      {dialog === 'new' && (
        <ViewDialog onClose={() => setDialog(undefined)} draft={() => ({ query: listQuery(state).toString(), columns: columnsToSave() })}
          onDone={(view) => onShow({ ...stateOf(view), page: state.page }, true)} />
      )}
      {dialog === 'edit' && active && (
        <ViewDialog view={active} onClose={() => setDialog(undefined)} onDone={() => undefined} onDeleted={() => onShow({ ...state, view: undefined }, true)} />
      )}
    </>
  )
}

/** Saves the list as a new view, or changes what a view is called and who sees it. */
function ViewDialog({ view, draft, onClose, onDone, onDeleted }: {
  view?: SavedView
  draft?: () => Pick<ViewIn, 'query' | 'columns'>
  onClose: () => void
  onDone: (view: SavedView) => void
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const me = useMe()
  const unitName = useUnitName()
  const names = useNames()
  const toast = useToast()
  const add = useAddView()
  const change = useChangeView()
  const remove = useDeleteView()
  const [name, setName] = useState(view?.name ?? '')
  const [unit, setUnit] = useState(view?.unit ?? '')
  const [isDefault, setDefault] = useState(view?.isDefault ?? false)
  const [deleting, setDeleting] = useState(false)
  const error = add.error ?? change.error ?? remove.error
  const named = error instanceof ApiProblem ? error.fields.name : undefined
  const own = !view || view.owner === me.username
  const shareable = view?.unit || me.unit

  const done = (saved: SavedView) => {
    toast(t('finding.saved'))
    onDone(saved)
    onClose()
  }
  const submit = () => {
    if (view) change.mutate({ view, body: { name, isDefault, ...(own && { unit }) } }, { onSuccess: done })
    else add.mutate({ name, unit, isDefault, ...draft?.() }, { onSuccess: done })
  }

  // Awaited, as this dialog is gone with its view as soon as the list is read again, and callbacks of mutate with it.
  const deleteView = async (gone: SavedView) => {
    try {
      await remove.mutateAsync(gone)
    } catch {
      return setDeleting(false) // where the error is shown
    }
    toast(t('finding.deleted'))
    onDeleted?.()
    onClose()
  }

  if (view && deleting) {
    return (
      <Modal key="delete" open title={t('finding.deleteTitle', { name: view.name })} okText={t('finding.delete')} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} confirmLoading={remove.isPending}
        onCancel={() => setDeleting(false)} onOk={() => void deleteView(view)}>
        <p>{t(view.unit ? 'finding.deleteShared' : 'finding.deleteText')}</p>
      </Modal>
    )
  }
  return (
    <Modal open title={t(view ? 'finding.editTitle' : 'finding.newTitle')} okText={t('common.save')} cancelText={t('common.cancel')} confirmLoading={add.isPending || change.isPending}
      okButtonProps={{ disabled: name.trim() === '' }} onCancel={onClose} onOk={submit}
      footer={(_, { OkBtn, CancelBtn }) => (
        <div className="view-dialog-end">{view && <Button danger type="text" onClick={() => setDeleting(true)}>{t('finding.delete')}</Button>}<span className="grow" /><CancelBtn /><OkBtn /></div>
      )}>
      <form className="view-dialog" onSubmit={(event) => {
        event.preventDefault()
        if (name.trim()) submit()
      }}>
        {!view && <p className="quiet">{t('finding.newText')}</p>}
        {error && !named && <ProblemNotice title={t('finding.failed')} error={error} />}
        <Field label={t('finding.viewName')} error={named}>
          {/* eslint-disable-next-line jsx-a11y/no-autofocus -- the one box of a dialog that was just asked for */}
          {(control) => <Input {...control} autoFocus maxLength={40} placeholder={t('finding.viewNameHint')} value={name} onChange={(event) => setName(event.target.value)} />}
        </Field>
        {shareable && (own ? (
          <fieldset className="choices">
            <legend>{t('finding.who')}</legend>
            {([['', t('finding.onlyMe'), ''], [shareable, t('finding.unit', { unit: unitName(shareable) }), t('finding.unitHint')]] as const).map(([value, label, hint]) => (
              <div key={value} className="choice">
                <input type="radio" id={`view-unit-${value}`} name="view-unit" checked={unit === value} onChange={() => setUnit(value)} />
                <label htmlFor={`view-unit-${value}`}>{label}{hint && <span className="fine">{hint}</span>}</label>
              </div>
            ))}
          </fieldset>
        ) : <p className="quiet">{t('finding.notMaker', { owner: names(view.owner) })}</p>)}
        <Checkbox checked={isDefault} onChange={(event) => setDefault(event.target.checked)}>{t('finding.isDefault')}</Checkbox>
        <button type="submit" hidden />
      </form>
    </Modal>
  )
}
