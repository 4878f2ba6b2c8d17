import { Button, Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem } from '@/shared/api/problem'
import type { SavedView, ViewIn } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { useMe } from '@/shared/me'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useAddView, useChangeView, useDeleteView } from './requests'

/** Saves the list as a new view, or changes what a view is called and who sees it. */
export function ViewDialog({ view, draft, onClose, onDone, onDeleted }: {
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
