import { PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Input, Select, Skeleton, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { UserRow } from '@/shared/api/types'
import { useUnits } from '@/shared/api/units'
import { formatTime } from '@/shared/format'
import { useDebounced, useNarrow, useTitle } from '@/shared/hooks'
import { paths } from '@/shared/paths'
import { ForAdmins } from '@/shared/ui/for-admins'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { AddUser } from './add'
import { MadePassword } from './made-password'
import { useUsers } from './requests'
import { Rules } from './rules'
import { roles, stateOf, tones } from './words'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('users.title'))
  return <ForAdmins><Users /></ForAdmins>
}

const pageSize = 50

function Users() {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const [q, setQ] = useState('')
  const [role, setRole] = useState('')
  const [adding, setAdding] = useState(false)
  const [rules, setRules] = useState(false)
  const [made, setMade] = useState<{ name: string; password: string }>()
  const { data, error, isPending, refetch } = useUsers(useDebounced(q.trim()))
  const units = useUnits().data?.items
  const unitName = (id: string) => (id === '' ? t('users.city') : (units?.find((u) => u.id === id)?.name ?? id))
  const shown = (data?.items ?? []).filter((user) => !role || user.role === role)
  const none = <span className="quiet">{t('common.none')}</span>

  const columns: TableColumnsType<UserRow> = [
    { title: t('users.name'), key: 'name', width: 168, render: (_, user) => <><Link to={paths.user(user.login)} className="strong">{user.name}</Link>{user.demo && <> <DemoTag /></>}<br /><span className="quiet">{user.login}</span></> },
    { title: t('users.role'), key: 'role', width: 96, render: (_, user) => t(`role.${user.role}`) },
    { title: t('users.unit'), key: 'unit', width: 140, render: (_, user) => unitName(user.unit) },
    { title: t('users.reach'), key: 'reach', width: 128, render: (_, user) => <>{t(`users.reaches.${user.reach || 'usual'}`)}{user.reach === 'chain' && <><br /><span className="quiet">{user.chains.join('、')}</span></>}</> },
    { title: t('users.email'), key: 'email', width: 150, render: (_, user) => user.email || none },
    { title: t('users.lastAt'), key: 'lastAt', width: 148, className: 'number', render: (_, user) => (user.lastAt ? formatTime(user.lastAt) : <span className="quiet">{t('users.never')}</span>) },
    { title: t('users.status'), key: 'status', width: 150, render: (_, user) => <States user={user} /> },
  ]

  return (
    <>
      <PageHead title={t('users.title')} line={t('users.line')} />
      <search className="filters spread">
        <Input type="search" allowClear maxLength={100} className="search-box" prefix={<SearchOutlined aria-hidden />} value={q} aria-label={t('users.search')} placeholder={t('users.searchHint')} onChange={(event) => setQ(event.target.value)} />
        <Select aria-label={t('users.role')} className="facet" value={role} onChange={setRole} options={[{ value: '', label: t('users.all') }, ...roles.map((value) => ({ value, label: t(`role.${value}`) }))]} />
        <span className="grow" />
        <Button onClick={() => setRules(true)}>{t('users.rules')}</Button>
        <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>{t('users.add')}</Button>
      </search>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && <p className="count" role="status">{t('users.count', { total: shown.length })}</p>}
      {data && shown.length === 0 && <Nothing title={t('users.emptyTitle')} text={t('users.emptyText')} />}
      {shown.length > 0 && (narrow ? (
        <ul className="lead-cards" aria-label={t('users.table')}>
          {shown.map((user) => (
            <li key={user.login} className="card">
              <div className="line"><Link to={paths.user(user.login)} className="strong">{user.name}</Link><States user={user} /></div>
              <div className="quiet">{user.login}</div>
              <div>{[t(`role.${user.role}`), unitName(user.unit)].join(' · ')}</div>
              <div className="quiet">{t('users.lastAt')}{t('common.colon')}{user.lastAt ? formatTime(user.lastAt) : t('users.never')}</div>
            </li>
          ))}
        </ul>
      ) : (
        <Table<UserRow> rowKey="login" size="middle" columns={columns} dataSource={shown} aria-label={t('users.table')} className="card flush" tableLayout="fixed" scroll={{ x: 1000 }}
          pagination={shown.length > pageSize ? { pageSize, showSizeChanger: false } : false} />
      ))}
      {adding && <AddUser onClose={() => setAdding(false)} onAdded={(name, password) => { setAdding(false); if (password) setMade({ name, password }) }} />}
      {rules && <Rules onClose={() => setRules(false)} />}
      {made && <MadePassword {...made} onClose={() => setMade(undefined)} />}
    </>
  )
}

function States({ user }: { user: UserRow }) {
  const { t } = useTranslation()
  const state = stateOf(user)
  return <span className="tags"><Tag tone={tones[state]}>{t(`users.states.${state}`)}</Tag>{user.secondFactor && <Tag>{t('users.factorOn')}</Tag>}{user.linked && <Tag>{t('users.linked')}</Tag>}</span>
}
