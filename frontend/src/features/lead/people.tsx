import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues, useNames } from '@/shared/api/colleagues'
import type { Lead } from '@/shared/api/types'
import { useUnitName } from '@/shared/api/unit-name'
import { formatDate } from '@/shared/format'
import { useMe } from '@/shared/me'
import { ProblemNotice } from '@/shared/ui/notice'
import { Tag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { ColleagueSelect } from './colleague-select'
import { Contacts } from './contacts'
import { mayChange } from './may'
import { OwnerActions } from './ownership'
import { Owners } from './owners'
import { useChangePeople } from './together-requests'
import './together.css'

/** Who holds the lead, who works on it, whom to call, and who held it before. */
export function PeoplePanel({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const nameOf = useNames()
  const unitName = useUnitName()
  const since = lead.owners.at(-1)
  return (
    <section className="card people" aria-labelledby="people-title" id="people">
      <h2 id="people-title">{t('together.people')}</h2>
      <div className="person">
        <h3>{t('together.owner')}</h3>
        {lead.owner ? (
          <p>
            <strong>{nameOf(lead.owner)}</strong> {unitName(lead.unit)}
            {since && !since.to && <span className="quiet"> · {t('together.since', { date: formatDate(since.from) })}</span>}
          </p>
        ) : (
          <p><Tag tone="warn">{t('together.pool')}</Tag> <span className="quiet">{t('together.inPool')}</span></p>
        )}
        <OwnerActions lead={lead} />
      </div>
      <Members lead={lead} />
      <Contacts key={lead.id} lead={lead} />
      <Owners spans={lead.owners} />
    </section>
  )
}

function Members({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const nameOf = useNames()
  const { data: colleagues } = useColleagues()
  const change = useChangePeople(lead)
  const [adding, setAdding] = useState(false)
  const may = mayChange(lead, me)

  const add = (login: string) => change.mutate((on) => ({ members: [...on.members.filter((m) => m !== login), login] }), {
    onSuccess: () => {
      toast(t('together.memberAdded', { name: nameOf(login) }))
      setAdding(false)
    },
  })
  const remove = (login: string) => change.mutate((on) => ({ members: on.members.filter((m) => m !== login) }), {
    onSuccess: () => toast(t('together.memberRemoved', { name: nameOf(login) }), 'good', { label: t('leadPage.undo'), onAct: () => add(login) }),
  })

  return (
    <div className="person">
      <h3>{t('together.members')}</h3>
      {lead.members.length === 0 && <p className="quiet">{t('together.noMembers')}</p>}
      {lead.members.length > 0 && (
        <ul className="tags" aria-label={t('together.members')}>
          {lead.members.map((login) => (
            <li key={login} className="tag member">
              {nameOf(login)}{colleagues?.items.some((c) => c.login === login && c.disabled) && <span className="quiet"> {t('together.left')}</span>}
              {may && <button type="button" aria-label={t('together.removeMember', { name: nameOf(login) })} disabled={change.isPending} onClick={() => remove(login)}><CloseOutlined aria-hidden /></button>}
            </li>
          ))}
        </ul>
      )}
      {may && (adding ? (
        <div className="actions">
          <ColleagueSelect label={t('together.memberHint')} value={undefined} without={[...lead.members, lead.owner]} loading={change.isPending} onChange={add} />
          <Button onClick={() => setAdding(false)}>{t('common.cancel')}</Button>
        </div>
      ) : <Button size="small" onClick={() => setAdding(true)}>{t('together.addMember')}</Button>)}
      {change.error && <ProblemNotice title={t('together.peopleFailed')} error={change.error} />}
    </div>
  )
}
