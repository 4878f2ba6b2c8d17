import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { NewMatch, News, NewsItem } from '@/shared/api/types'
import { formatPercent, formatTime } from '@/shared/format'
import { paths } from '@/shared/paths'
import { useStageLabel } from '@/shared/stages'
import { Button } from '@/shared/ui/button'
import { Bones } from '@/shared/ui/loading'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, Tag, type Tone } from '@/shared/ui/tag'
import { useNews } from './requests'

/** How many are shown before the part is unfolded. */
const first = 6

/** What happened since the working day before: new matches of one's leads, and what others did. */
export function NewsGroup() {
  const { t } = useTranslation()
  const { data, error, isPending, refetch } = useNews()
  return (
    <div className="card day-group news">
      <h2>{t('news.since')}{data && <span className="quiet news-from"> {t('news.sinceDate', { date: data.from })}</span>}</h2>
      {error && !data && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div role="status" aria-label={t('common.loading')}><Bones rows={4} /></div>}
      {data && <Parts news={data} />}
    </div>
  )
}

function Parts({ news }: { news: News }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState({ matches: false, items: false })
  const matches = whole.matches ? news.matches : news.matches.slice(0, first)
  const items = whole.items ? news.items : news.items.slice(0, first)
  return (
    <>
      {news.matchesTotal > 0 && (
        <section aria-label={t('news.matches')}>
          <h3>{t('news.matches')} <Tag tone="accent">{news.matchesTotal}</Tag></h3>
          <ul className="day-list">{matches.map((m) => <li key={m.leadId}><Match match={m} /></li>)}</ul>
          {matches.length < news.matches.length && <Button size="small" onClick={() => setWhole({ ...whole, matches: true })}>{t('today.show', { count: news.matches.length - matches.length })}<span className="sr-only"> {t('news.matches')}</span></Button>}
        </section>
      )}
      <section aria-label={t('news.happened')}>
        <h3>{t('news.happened')}</h3>
        {items.length === 0 ? <p className="quiet">{t('news.happenedNone')}</p> : <ul className="day-list">{items.map((item) => <li key={`${item.leadId} ${item.kind} ${item.at}`}><Happened item={item} /></li>)}</ul>}
        {items.length < news.items.length && <Button size="small" onClick={() => setWhole({ ...whole, items: true })}>{t('today.show', { count: news.items.length - items.length })}<span className="sr-only"> {t('news.happened')}</span></Button>}
      </section>
    </>
  )
}

const whyTones: Record<NewMatch['why'], Tone> = { written: 'muted', changed: 'accent', refiled: 'warn' }

function Match({ match: m }: { match: NewMatch }) {
  const { t } = useTranslation()
  return (
    <>
      <div className="line">
        <Link to={paths.lead(m.leadId)} className="strong">{m.name}</Link>
        <span className="tags">{m.demo && <DemoTag />}<Tag tone={whyTones[m.why]}>{t(`news.why.${m.why}`)}</Tag></span>
      </div>
      <span>{m.matched ? [[m.segment, m.link].filter(Boolean).join(' › '), m.park].filter(Boolean).join(' · ') : t('news.noFit')}</span>
      <span className="fine">{[formatTime(m.at), m.matched && m.score > 0 && t('news.sure', { percent: formatPercent(m.score) })].filter(Boolean).join(' · ')}</span>
    </>
  )
}

function Happened({ item }: { item: NewsItem }) {
  const { t } = useTranslation()
  const names = useNames()
  const stage = useStageLabel()
  const by = names(item.by)
  const says = () => {
    switch (item.kind) {
      case 'moved': return t('news.did.moved', { by, to: stage(item.to ?? '') })
      case 'corrected': return t('news.did.corrected', { by })
      case 'commented': return t('news.did.commented', { by })
      case 'held': return item.by === item.to ? t('news.did.claimed', { by }) : t('news.did.held', { by, to: names(item.to ?? '') })
      case 'released': return t('news.did.released', { by })
      case 'reviewed': return t(item.to === 'accept' ? 'news.did.accepted' : item.to === 'change' ? 'news.did.changed' : 'news.did.refused', { by })
      default: return t('news.did.undone', { by })
    }
  }
  return (
    <>
      <div className="line">
        <Link to={paths.lead(item.leadId)} className="strong">{item.name}</Link>
        {item.demo && <DemoTag />}
      </div>
      <span>{says()}{item.text && `${t('common.colon')}${item.text}`}</span>
      <span className="fine">{formatTime(item.at)}</span>
    </>
  )
}
