import { useQuery } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { useNames } from '@/shared/api/colleagues'
import type { Lead, LeadRow, ReviewIn } from '@/shared/api/types'
import { Duplicates } from '@/shared/firm/duplicates'
import { formatDate, formatMu, formatPercent, formatWan } from '@/shared/format'
import { useDebounced, useNarrow, useTitle } from '@/shared/hooks'
import { currentLanguage } from '@/shared/i18n'
import { EvidenceText } from '@/shared/match/evidence-text'
import { evidenceOf } from '@/shared/match/labels'
import { MatchCard } from '@/shared/match/match-card'
import { useMe } from '@/shared/me'
import { paths } from '@/shared/paths'
import { useKeys } from '@/shared/shortcuts'
import { Button } from '@/shared/ui/button'
import { LinkButton } from '@/shared/ui/link-button'
import { Bones } from '@/shared/ui/loading'
import { Nothing, ProblemNotice, useProblemText } from '@/shared/ui/notice'
import { PageHead } from '@/shared/ui/page'
import { DemoTag, StageTag } from '@/shared/ui/tag'
import { useToast } from '@/shared/ui/toast'
import { ChangeTo, Refuse } from './decide'
import { Already, Back } from './returned'
import { current, standing, type Sitting } from './queue'
import { useOthersOnLink } from './requests'
import './review.css'
import { leadQuery, useTable, type Order, type Table } from './sitting'

export function Component() {
  const { t } = useTranslation()
  useTitle(t('queue.title'))
  if (useMe().mayReview) return <Queue />
  return <Nothing title={t('queue.notYoursTitle')} text={t('queue.notYoursText')} action={<LinkButton type="primary" to={paths.leads}>{t('error.toLeads')}</LinkButton>} />
}

const orders = ['oldest', 'doubtful'] as const

function Queue() {
  const { t } = useTranslation()
  const me = useMe()
  const toast = useToast()
  const text = useProblemText()
  const [search, setSearch] = useSearchParams()
  const order: Order = search.get('order') === 'doubtful' ? 'doubtful' : 'oldest'
  const { table, sitting } = useTable(me.username, order, search.get('lead') ?? '')
  const narrow = useNarrow()

  useEffect(() => table.say(({ what, error }) => toast(what === 'undo' ? t('queue.undoFailed', { text: text(error) }) : text(error), 'bad')))

  // The address names the lead that is looked at, so that going back, or a link sent to a colleague, comes to it.
  const { at } = sitting
  useEffect(() => {
    if (!at || search.get('lead') === at) return
    const next = new URLSearchParams(search)
    next.set('lead', at)
    setSearch(next, { replace: true, preventScrollReset: true })
  }, [at, search, setSearch])

  const { at: no, total, done } = standing(sitting)
  const row = current(sitting)
  return (
    <>
      <PageHead title={t('queue.title')}
        line={<span role="status">{table.loaded ? (row ? t('queue.progress', { at: no, total, done }) : t('queue.progressDone', { done })) : '\u00a0'}</span>}
        actions={(
          <span className="queue-order"><span className="quiet" id="queue-order">{t('queue.order')}</span>
            <Segmented aria-labelledby="queue-order" value={order} options={orders.map((value) => ({ value, label: t(`queue.orders.${value}`) }))}
              onChange={(value) => setSearch({ order: value }, { replace: true })} />
          </span>
        )} />
      {table.failure && <ProblemNotice title={t('queue.loadFailed')} error={table.failure.error} onRetry={() => void table.fetchMore('', true)} />}
      {!table.loaded && !table.failure && <div className="card" role="status" aria-label={t('common.loading')}><Bones rows={8} /></div>}
      {table.loaded && !row && (
        <>
          <Nothing title={t(done > 0 ? 'queue.allDone' : 'queue.emptyTitle')} text={done > 0 ? t('queue.allDoneText', { count: done }) : t('queue.emptyText')}
            action={<span className="actions">{done > 0 && <Button onClick={() => table.undo()}>{t('queue.undo')}</Button>}<LinkButton type="primary" to={paths.today}>{t('queue.toToday')}</LinkButton></span>} />
          <UndoKey table={table} />
        </>
      )}
      {row && (
        <div className="queue">
          {narrow
            ? <details className="card queue-fold"><summary>{t('queue.listCount', { count: sitting.total })}</summary><List sitting={sitting} table={table} /></details>
            : <aside className="card queue-side" aria-label={t('queue.list')}><List sitting={sitting} table={table} /></aside>}
          <One key={row.id} row={row} sitting={sitting} table={table} />
        </div>
      )}
    </>
  )
}

function UndoKey({ table }: { table: Table }) {
  useKeys((key) => {
    if (key === 'u') table.undo()
    return key === 'u'
  })
  return null
}

function List({ sitting, table }: { sitting: Sitting; table: Table }) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    const shown = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (shown && list.current) { // only the list scrolls, never the page
      const { offsetTop, offsetHeight } = shown
      const { scrollTop, clientHeight } = list.current
      if (offsetTop < scrollTop) list.current.scrollTop = offsetTop
      else if (offsetTop + offsetHeight > scrollTop + clientHeight) list.current.scrollTop = offsetTop + offsetHeight - clientHeight
    }
  }, [sitting.at])
  return (
    <ol className="queue-list" ref={list} aria-label={t('queue.list')}>
      {sitting.rows.map((row) => (
        <li key={row.id}>
          <button type="button" aria-current={row.id === sitting.at || undefined} onClick={() => table.look(row.id)}>
            <span className="line"><strong>{row.name}</strong>{sitting.returned[row.id] && <span className="queue-flag" aria-hidden>!</span>}</span>
            <span>{[row.segment, row.link].filter(Boolean).join(' › ') || t('match.noFitTitle')}</span>
            <span className="fine">{row.score > 0 && `${t('queue.doubt', { percent: formatPercent(row.score) })} · `}{t('queue.wait', { date: formatDate(row.createdAt) })}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

/** The lead that is decided on. */
function One({ row, sitting, table }: { row: LeadRow; sitting: Sitting; table: Table }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const toast = useToast()
  const names = useNames()
  const [asked, setAsked] = useState<'change' | 'refuse'>()
  const panel = useRef<HTMLElement>(null)
  const { data: lead, error, refetch } = useQuery(leadQuery(row.id))
  const returned = sitting.returned[row.id]

  const close = () => {
    setAsked(undefined)
    panel.current?.focus({ preventScroll: true })
  }
  const send = (body: ReviewIn) => {
    if (!lead) return
    // Who chose with the mouse or in a form goes on with the keys.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    table.decide(lead, body)
  }
  const accept = () => send({ decision: 'accept' })
  const undo = () => {
    if (sitting.done.length === 0) toast(t('queue.nothingToUndo'), 'plain')
    else {
      table.undo()
      toast(t('queue.undone'), 'plain')
    }
  }

  useKeys((key, event) => {
    switch (key.length === 1 ? key.toLowerCase() : key) {
      case 'j': table.step(1); return true
      case 'k': table.step(-1); return true
      case 'a': if (!asked) accept(); return true
      case 'c': setAsked('change'); return true
      case 'x': setAsked('refuse'); return true
      case 'u': undo(); return true
      case 'Escape': if (asked) close(); return !!asked
      case 'Enter':
        if (asked || (event.target instanceof Element && event.target.closest('a, button, input, label, summary'))) return false
        void navigate(paths.lead(row.id))
        return true
      default: return false
    }
  })
  useEffect(() => {
    window.scrollTo({ top: 0 })
  }, [])

  const best = lead?.match.links[0]
  const where = best ? [`${best.segment} › ${best.link}`, lead?.match.parks[0]?.name].filter(Boolean).join(' · ') : ''
  const language = currentLanguage()
  return (
    <section className="queue-one" aria-labelledby="queue-name" ref={panel} tabIndex={-1}>
      <header className="card queue-head">
        <h2 id="queue-name"><Link to={paths.lead(row.id)}>{row.name}</Link></h2>
        <p className="tags">{row.demo && <DemoTag />}<StageTag stage={row.stage} /><span className="quiet">{[row.enterprise.name, row.investmentWan > 0 && formatWan(row.investmentWan, language), row.landMu > 0 && formatMu(row.landMu, language), row.place, row.owner && names(row.owner), t('queue.wait', { date: formatDate(row.createdAt) })].filter(Boolean).join(' · ')}</span></p>
      </header>
      {returned && lead && <Back returned={returned} lead={lead} onAgain={() => { table.settle(row.id); send(returned.body) }} onLook={() => table.settle(row.id)} onLeave={() => table.leave(row.id)} />}
      {!returned && lead?.review && <Already lead={lead} onLeave={() => table.leave(row.id)} />}
      {error && !lead && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {!lead && !error && <div className="card" role="status" aria-label={t('common.loading')}><Bones rows={10} /></div>}
      {lead && (
        <div className="queue-read">
          <section className="card" aria-label={t('queue.text')}><h3 className="sr-only">{t('queue.text')}</h3><EvidenceText text={lead.text} evidence={evidenceOf(lead.match)} /></section>
          <div className="queue-match"><MatchCard match={lead.match} /></div>
          <Around lead={lead} />
        </div>
      )}
      <div className="decide-bar" role="group" aria-label={t('queue.actions')}>
        {asked === 'change' && lead && <ChangeTo lead={lead} onSend={send} onClose={close} />}
        {asked === 'refuse' && <Refuse onSend={send} onClose={close} />}
        {!asked && (
          <>
            <p className="decide-what">{lead && t(where ? 'queue.acceptWhere' : 'queue.acceptNoFit', { where })}</p>
            <div className="decide-buttons">
              <Button kind="primary" disabled={!lead} onClick={accept} aria-keyshortcuts="a">{t('queue.accept')}<kbd aria-hidden>A</kbd></Button>
              <Button disabled={!lead} onClick={() => setAsked('change')} aria-keyshortcuts="c">{t('queue.change')}<kbd aria-hidden>C</kbd></Button>
              <Button disabled={!lead} onClick={() => setAsked('refuse')} aria-keyshortcuts="x">{t('queue.refuse')}<kbd aria-hidden>X</kbd></Button>
              <span className="grow" />
              <Button kind="text" disabled={sitting.done.length === 0} onClick={undo} title={t('queue.undo')} aria-keyshortcuts="u">{t('queue.undoShort')}<kbd aria-hidden>U</kbd></Button>
              <Button kind="text" onClick={() => table.step(-1)} aria-keyshortcuts="k">{t('queue.previous')}<kbd aria-hidden>K</kbd></Button>
              <Button kind="text" onClick={() => table.step(1)} aria-keyshortcuts="j">{t('queue.next')}<kbd aria-hidden>J</kbd></Button>
            </div>
          </>
        )}
      </div>
    </section>
  )
}

const shownOthers = 5

/** Who holds the firm, and who else fits the link; asked when somebody stays with the lead. */
function Around({ lead }: { lead: Lead }) {
  const { t } = useTranslation()
  const names = useNames()
  const stays = useDebounced(lead.id, 700) === lead.id
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 700)
    return () => clearTimeout(timer)
  }, [])
  const link = lead.match.links[0]
  const { data } = useOthersOnLink(stays && late ? link?.linkId ?? '' : '')
  const others = data?.items.filter((c) => c.id !== lead.id) ?? []
  return (
    <section className="card queue-around" aria-label={t('queue.holds')}>
      {lead.enterprise.name && (
        <>
          <h3>{t('queue.holds')}</h3>
          {late && <Duplicates name={lead.enterprise.name} creditCode={lead.enterprise.creditCode ?? ''} apart={lead.id} none={t('queue.holdsNone')} />}
        </>
      )}
      {link && (
        <>
          <h3>{t('queue.others')}</h3>
          {data && others.length === 0 && <p className="quiet">{t('queue.othersNone')}</p>}
          <ul className="day-list">
            {others.slice(0, shownOthers).map((c) => (
              <li key={`${c.kind} ${c.id ?? c.name}`}>
                {c.id ? <Link to={c.kind === 'lead' ? paths.lead(c.id) : paths.enterprise(c.id)} target="_blank">{c.name}</Link> : c.name}
                <span className="fine"> {[t(c.kind === 'lead' ? 'queue.otherLead' : 'queue.otherFirm'), c.owner && names(c.owner), c.kind === 'lead' && formatPercent(c.score)].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
          {others.length > shownOthers && <p className="fine">{t('queue.more', { count: others.length - shownOthers })}</p>}
        </>
      )}
    </section>
  )
}
