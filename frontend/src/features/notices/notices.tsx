import { Button, Pagination, Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Notice } from '@/shared/api/types'
import { formatTime } from '@/shared/format'
import { useNarrow, useTitle } from '@/shared/hooks'
import { Nothing, ProblemNotice } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { Tag, type Tone } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'
import { Choice } from './choice'
import './notices.css'
import { useNotices, useRead } from './requests'

const tones: Partial<Record<Notice['kind'], Tone>> = { reminder: 'warn', system: 'warn', assigned: 'accent', mentioned: 'accent' }

export function Component() {
  const { t } = useTranslation()
  useTitle(t('notices.title'))
  const narrow = useNarrow()
  const [unread, setUnread] = useState(false)
  const [page, setPage] = useState(1)
  const { data, error, isPending, isPlaceholderData, refetch } = useNotices(unread, page)
  const read = useRead()
  const show = (value: string) => {
    setUnread(value === 'unread')
    setPage(1)
  }

  return (
    <>
      <PageHead title={t('notices.title')} line={t('notices.line')} />
      <div className="notices-page">
        <section aria-label={t('notices.list')}>
          <div className="notices-bar">
            <Segmented value={unread ? 'unread' : 'all'} onChange={show} aria-label={t('notices.list')}
              options={[{ value: 'all', label: t('notices.all') }, { value: 'unread', label: data?.unread ? t('notices.unreadCount', { count: data.unread }) : t('notices.unread') }]} />
            {!!data?.unread && <Button loading={read.isPending} onClick={() => read.mutate({ all: true })}>{t('notices.readAll')}</Button>}
          </div>
          {read.error && <ProblemNotice title={t('notices.failed')} error={read.error} />}
          {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
          {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 6, width: '100%' }} /></div>}
          {data && data.items.length === 0 && !error && (
            <div className="card"><Nothing title={t(unread ? 'notices.noneUnread' : 'notices.empty')} text={t(unread ? 'notices.noneUnreadText' : 'notices.emptyText')} /></div>
          )}
          {data && data.items.length > 0 && (
            <>
              <ul className={`card flush notice-list${isPlaceholderData ? ' stale' : ''}`}>
                {data.items.map((notice) => <Row key={notice.id} notice={notice} onRead={() => read.mutate({ ids: [notice.id] })} />)}
              </ul>
              {data.total > 20 && (
                <nav className="pages" aria-label={t('notices.pages')}>
                  <Pagination current={page} pageSize={20} total={data.total} showSizeChanger={false} simple={narrow} onChange={setPage} />
                </nav>
              )}
            </>
          )}
        </section>
        <Choice />
      </div>
    </>
  )
}

function Row({ notice, onRead }: { notice: Notice; onRead: () => void }) {
  const { t } = useTranslation()
  const text = inWords(notice.text)
  const seen = () => {
    if (!notice.read) onRead()
  }
  return (
    <li className={notice.read ? undefined : 'unread'}>
      <p className="line">
        <span className="tags">
          <Tag tone={tones[notice.kind] ?? 'plain'}>{t(`notices.kind.${notice.kind}`)}</Tag>
          {!notice.read && <span className="sr-only">{t('notices.isUnread')}</span>}
        </span>
        <time className="fine number" dateTime={notice.at}>{formatTime(notice.at)}</time>
      </p>
      <p className="line">
        {notice.link ? <Link to={notice.link} onClick={seen}>{text}</Link> : <span>{text}</span>}
        {!notice.read && <button type="button" className="plain-button" onClick={onRead}>{t('notices.markRead')}</button>}
      </p>
    </li>
  )
}
