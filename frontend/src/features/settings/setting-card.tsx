import { Button, Modal, Skeleton } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNames } from '@/shared/api/colleagues'
import { ApiProblem, statusOf } from '@/shared/api/problem'
import { formatTime } from '@/shared/format'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { useChangeSetting, useSetting, type Setting, type SettingName, type Values } from './requests'

export interface FormProps<T> {
  value: T
  shipped: T
  inForce: T
  errors: Readonly<Record<string, string>>
  disabled: boolean
  onChange: (value: T) => void
}

/** One setting: its form, saving and putting back, and what it was before. */
export function SettingCard<N extends SettingName>({ name, mayChange, form }: { name: N; mayChange: boolean; form: (props: FormProps<Values[N]>) => ReactNode }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useSetting(name)
  if (error) return <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />
  if (!data) return <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>
  return <Editor key={data.rev} name={name} setting={data} mayChange={mayChange} form={form} onStale={() => void refetch()} />
}

function Editor<N extends SettingName>({ name, setting, mayChange, form, onStale }: {
  name: N
  setting: Setting<Values[N]>
  mayChange: boolean
  form: (props: FormProps<Values[N]>) => ReactNode
  onStale: () => void
}) {
  const { t } = useTranslation()
  const names = useNames()
  const toast = useToast()
  const [value, setValue] = useState(setting.value)
  const [asking, setAsking] = useState(false)
  const change = useChangeSetting(name)
  const problem = change.error instanceof ApiProblem ? change.error : undefined
  const touched = JSON.stringify(value) !== JSON.stringify(setting.value)

  const set = (next: Values[N]) => {
    setValue(next)
    if (change.error) change.reset()
  }
  const send = (next?: Values[N]) => change.mutate({ rev: setting.rev, value: next }, {
    onSuccess: () => toast(t(next === undefined ? 'settings.resetDone' : 'settings.saved')),
    onError: (error) => {
      if (statusOf(error) !== 412) return
      toast(t('settings.stale'), 'bad')
      onStale()
    },
  })

  return (
    <section className="card setting" aria-labelledby="setting-title">
      <div className="card-head">
        <h2 id="setting-title">{t(`settings.tabs.${name}`)}</h2>
        <Tag tone={setting.changed ? 'accent' : 'muted'}>{t(setting.changed ? 'settings.changedMark' : 'settings.unchanged')}</Tag>
      </div>
      {!mayChange && <p className="quiet form-line">{t('settings.readOnly')}</p>}
      {problem && statusOf(problem) !== 412 && <ProblemNotice title={t('settings.failed')} error={problem} />}
      <form noValidate onSubmit={(event) => { event.preventDefault(); send(value) }}>
        {form({ value, shipped: setting.shipped, inForce: setting.value, errors: problem?.fields ?? {}, disabled: !mayChange, onChange: set })}
        {mayChange && (
          <div className="form-end">
            <Button type="primary" htmlType="submit" loading={change.isPending} disabled={!touched}>{t('settings.save')}</Button>
            {setting.changed && <Button onClick={() => setAsking(true)}>{t('settings.reset')}</Button>}
          </div>
        )}
      </form>
      <h3 className="setting-history">{t('settings.history')}</h3>
      {setting.history.length === 0 && <p className="quiet">{t('settings.historyNone')}</p>}
      <ul className="day-list">
        {setting.history.map((h) => (
          <li key={h.at}>
            <span>{t(h.action === 'reset' ? 'settings.historyReset' : 'settings.historyChanged', { by: names(h.by), time: formatTime(h.at) })}</span>
            {mayChange && h.value && <button type="button" className="plain-button" onClick={() => h.value && set(h.value)}>{t('settings.historyUse')}<span className="sr-only"> {formatTime(h.at)}</span></button>}
          </li>
        ))}
      </ul>
      {asking && (
        <Modal open centered title={t('settings.resetAsk')} okText={t('settings.reset')} cancelText={t('common.cancel')} closable={{ 'aria-label': t('common.cancel') }}
          onCancel={() => setAsking(false)} onOk={() => { setAsking(false); send() }}>
          <p>{t('settings.resetText')}</p>
        </Modal>
      )}
    </section>
  )
}
