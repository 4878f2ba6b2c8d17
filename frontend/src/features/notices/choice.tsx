import { Button, Input, Select, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '@/shared/api/problem'
import type { Notice, NoticeChoice } from '@/shared/api/types'
import { Field } from '@/shared/ui/field'
import { ProblemNotice } from '@/shared/ui/notice'
import { useToast } from '@/shared/ui/toast'
import { useChoice, useChoose } from './requests'

const kinds: Notice['kind'][] = ['assigned', 'handedOver', 'mentioned', 'reminder', 'decided', 'report', 'system']
const ways = ['app', 'daily', 'once', 'off'] as const

/** How the person wants to be told, kind by kind. */
export function Choice() {
  const { t } = useTranslation()
  const { data, error, refetch } = useChoice()
  return (
    <section className="card choice-card" aria-label={t('notices.choice')}>
      <h2>{t('notices.choice')}</h2>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} />}
      {data && <Form key={JSON.stringify(data)} kept={data} />}
    </section>
  )
}

function Form({ kept }: { kept: NoticeChoice }) {
  const { t } = useTranslation()
  const toast = useToast()
  const choose = useChoose()
  const [email, setEmail] = useState(kept.email)
  const [chosen, setChosen] = useState(kept.ways)
  const wrong = choose.error instanceof ApiProblem ? choose.error.fields : {}
  const save = () => choose.mutate({ email: email.trim(), ways: chosen }, { onSuccess: () => toast(t('notices.saved')) })
  return (
    <form onSubmit={(event) => { event.preventDefault(); save() }}>
      <Field label={t('notices.email')} hint={t('notices.emailHint')} error={wrong['email']}>
        {(control) => <Input {...control} type="text" inputMode="email" autoComplete="email" value={email} maxLength={254} onChange={(event) => setEmail(event.target.value)} />}
      </Field>
      {kinds.map((kind) => (
        <Field key={kind} label={t(`notices.kindLong.${kind}`)}>
          {(control) => (
            <Select {...control} className="full" value={chosen[kind] ?? 'daily'} onChange={(way: string) => setChosen({ ...chosen, [kind]: way })}
              options={ways.map((way) => ({ value: way, label: t(`notices.way.${way}`) }))} />
          )}
        </Field>
      ))}
      {choose.error && !wrong['email'] && <ProblemNotice title={t('notices.notSaved')} error={choose.error} />}
      <Button type="primary" htmlType="submit" loading={choose.isPending}>{t('notices.save')}</Button>
    </form>
  )
}
