import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { changeListState, writeListState, type ListState } from '@/shared/list-state'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import './leads.css'

export type Tab = 'all' | 'mine' | 'pool'

/** Which leads the list is about: everybody's, one's own, or those that nobody holds. */
export function tabOf(state: ListState, username: string): Tab {
  if (state.pool) return 'pool'
  return state.filters.owner.length === 1 && state.filters.owner[0] === username ? 'mine' : 'all'
}

/** The same question put to another tab. */
export const onTab = (state: ListState, tab: Tab, username: string): ListState =>
  changeListState(state, { pool: tab === 'pool', filters: { ...state.filters, owner: tab === 'mine' ? [username] : [] } })

export function Tabs({ state }: { state: ListState }) {
  const { t } = useTranslation()
  const me = useMe()
  const now = tabOf(state, me.username)
  const tabs: Tab[] = me.mayWriteLeads ? ['all', 'mine', 'pool'] : ['all', 'pool'] // a leader holds no leads
  return (
    <nav aria-label={t('pool.tabs')} className="tabs">
      {tabs.map((tab) => (
        <Link key={tab} to={{ pathname: paths.leads, search: writeListState(onTab(state, tab, me.username)).toString() }} aria-current={tab === now ? 'page' : undefined}>{t(`pool.${tab}`)}</Link>
      ))}
    </nav>
  )
}
