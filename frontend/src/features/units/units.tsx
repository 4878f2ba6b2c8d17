import { PlusOutlined } from '@ant-design/icons'
import { Button, Skeleton } from 'antd'
import { useState, type CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import type { Unit } from '@/shared/api/types'
import { inTree, useUnits } from '@/shared/api/units'
import { useTitle } from '@/shared/hooks'
import { ForAdmins } from '@/shared/ui/for-admins'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag } from '@/shared/ui/tag'
import { UnitForm } from './form'
import { usePeople } from './requests'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('units.title'))
  return <ForAdmins><Units /></ForAdmins>
}

function Units() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useUnits()
  const people = usePeople().data
  const [open, setOpen] = useState<{ unit?: Unit; parent?: string }>()
  const units = data?.items ?? []
  return (
    <>
      <PageHead title={t('units.title')} line={t('units.line')}
        actions={<Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setOpen({})}>{t('units.add')}</Button>} />
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
      {data && units.length === 0 && <Nothing title={t('units.emptyTitle')} text={t('units.emptyText')} />}
      {units.length > 0 && (
        <>
          <p className="count">{t('units.count', { total: units.length })}</p>
          <div className="card">
            <ul className="rows" aria-label={t('units.tree')}>
              {inTree(units).map(({ unit, depth }) => (
                <li key={unit.id} style={{ '--depth': depth } as CSSProperties}>
                  <div className="in-tree">
                    <p><strong>{unit.name}</strong> {unit.closed && <Tag tone="muted">{t('units.closed')}</Tag>} {people && <span className="quiet">{t('units.people', { count: people.get(unit.id) ?? 0 })}</span>}</p>
                    {unit.chains.length > 0 && <p className="tags">{unit.chains.map((chain) => <Tag key={chain} tone="accent">{chain}</Tag>)}</p>}
                  </div>
                  <span className="actions">
                    <Button type="text" icon={<PlusOutlined aria-hidden />} aria-label={t('units.addBelow', { name: unit.name })} title={t('units.addBelow', { name: unit.name })} onClick={() => setOpen({ parent: unit.id })} />
                    <Button aria-label={t('units.editOf', { name: unit.name })} onClick={() => setOpen({ unit })}>{t('units.edit')}</Button>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        </>
      )}
      {open && <UnitForm {...open} onClose={() => setOpen(undefined)} />}
    </>
  )
}
