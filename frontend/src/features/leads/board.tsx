import { SwapOutlined } from '@ant-design/icons'
import { Button, Drawer, Dropdown, Skeleton } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answer, api } from '@/shared/api/client'
import { useNames } from '@/shared/api/colleagues'
import { keys } from '@/shared/api/keys'
import type { BoardCard, BoardColumn, Lead } from '@/shared/api/types'
import { formatWan } from '@/shared/format'
import { currentLanguage } from '@/shared/i18n'
import type { ListState } from '@/shared/list-state'
import { paths } from '@/shared/paths'
import { MoveStage } from '@/shared/stage-move/move-stage'
import { useProgress } from '@/shared/stage-move/requests'
import { useStageLabel } from '@/shared/stages'
import { DueLine } from '@/shared/ui/due'
import { isLit, LampTag } from '@/shared/ui/lamp'
import { ProblemNotice } from '@/shared/ui/notice'
import { DemoTag, Tag } from '@/shared/ui/tag'
import { inWords } from '@/shared/words'
import { useCardDrag, type Drag } from './card-drag'
import { useBoard, useMoreCards } from './work-requests'
import './board.css'

interface Moving { id: string; to: string }

/** The leads by stage. A card that is dragged to another stage, or moved by its menu, asks for what that stage asks for first. */
export default function Board({ state }: { state: ListState }) {
  const { t } = useTranslation()
  const { data, error, isPending, isPlaceholderData, refetch } = useBoard(state)
  const [moving, setMoving] = useState<Moving>()
  const board = useRef<HTMLDivElement>(null)
  const move = (card: BoardCard, to: string) => setMoving({ id: card.id, to })
  const { drag, handlers } = useCardDrag(board, move)
  const mayMove = data?.columns.some((column) => column.items.some((card) => card.moves.length > 0))
  return (
    <>
      {error && <ProblemNotice title={t('error.load')} error={error} onRetry={() => void refetch()} />}
      {isPending && <div className="card" role="status" aria-label={t('common.loading')}><Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} /></div>}
      {mayMove && <p className="fine board-hint"><span className="by-mouse">{t('leadsWork.boardHint')}</span><span className="by-touch">{t('leadsWork.boardHintTouch')}</span></p>}
      {data && (
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls sideways is reached with the keyboard
        <div className={`board${isPlaceholderData ? ' stale' : ''}`} ref={board} role="region" aria-label={t('leadsWork.board')} tabIndex={0}>
          {data.columns.map((column) => <Column key={column.stage} column={column} state={state} drag={drag} handlers={handlers} onMove={move} />)}
        </div>
      )}
      {drag && <div className="board-ghost" aria-hidden style={{ transform: `translate(${drag.x + 8}px, ${drag.y + 8}px)` }}><strong>{drag.card.name}</strong>{drag.card.enterprise.name && <span className="quiet">{drag.card.enterprise.name}</span>}</div>}
      {moving && <Move key={`${moving.id} ${moving.to}`} {...moving} onClose={() => setMoving(undefined)} />}
    </>
  )
}

type Handlers = ReturnType<typeof useCardDrag>['handlers']

function Column({ column, state, drag, handlers, onMove }: { column: BoardColumn; state: ListState; drag: Drag | undefined; handlers: Handlers; onMove: (card: BoardCard, to: string) => void }) {
  const { t } = useTranslation()
  const label = useStageLabel()
  const [open, setOpen] = useState(false) // more than the first cards
  const more = useMoreCards(state, column.stage, open)
  const behind = more.data?.pages.flatMap((page) => page.columns[0]?.items ?? []) ?? []
  const first = new Set(column.items.map((card) => card.id))
  const cards = [...column.items, ...behind.filter((card) => !first.has(card.id))] // one may have moved up meanwhile
  const left = column.total - cards.length
  const takes = drag && drag.card.stage !== column.stage ? drag.card.moves.some((to) => to === column.stage) : undefined
  const amount = formatWan(column.investmentWan, currentLanguage())
  return (
    <section className={['board-column', column.total === 0 && 'empty', takes === true && 'takes', takes === false && 'refuses', drag?.over === column.stage && 'over'].filter(Boolean).join(' ')} data-stage={column.stage} aria-label={label(column.stage)}>
      <header>
        <h2>{label(column.stage)}</h2>
        <span className="number">{t('leadsWork.count', { count: column.total })}</span>
        {amount && <span className="quiet number">{amount}</span>}
      </header>
      {drag?.over === column.stage && <p className="board-drop">{t('leadsWork.dropHere', { stage: label(column.stage) })}</p>}
      {cards.length === 0 ? <p className="fine board-empty">{t('leadsWork.emptyColumn')}</p> : (
        <ul>{cards.map((card) => <Card key={card.id} card={card} gone={drag?.card.id === card.id} handlers={handlers} onMove={onMove} />)}</ul>
      )}
      {more.error && <ProblemNotice error={more.error} onRetry={() => void more.fetchNextPage()} />}
      {left > 0 && (
        <Button block type="text" loading={more.isFetching} onClick={() => (open ? void more.fetchNextPage() : setOpen(true))}>{t('leadsWork.moreCards', { count: left })}</Button>
      )}
    </section>
  )
}

function Card({ card, gone, handlers, onMove }: { card: BoardCard; gone: boolean; handlers: Handlers; onMove: (card: BoardCard, to: string) => void }) {
  const { t } = useTranslation()
  const names = useNames()
  const label = useStageLabel()
  const amount = formatWan(card.investmentWan, currentLanguage())
  return (
    <li className={['board-card', card.moves.length > 0 && 'movable', gone && 'gone'].filter(Boolean).join(' ')} {...handlers(card)}>
      <Link to={paths.lead(card.id)} className="strong" draggable={false}>{card.name}</Link>
      {card.enterprise.name && card.enterprise.name !== card.name && <div className="fine">{card.enterprise.name}</div>}
      <div className="line fine"><span>{[amount, card.owner ? names(card.owner) : t('finding.pool')].filter(Boolean).join(' · ')}</span></div>
      {card.next && <div className="fine"><DueLine due={card.next} /></div>}
      <div className="board-card-end">
        <span className="tags">
          {card.demo && <DemoTag />}
          {isLit(card.lamp) && <LampTag colour={card.lamp.colour} title={card.lamp.reasons.map(inWords).join(t('common.sep'))} />}
          {card.unproven && <Tag tone="warn">{t('progress.unproven')}</Tag>}
        </span>
        {card.moves.length > 0 && (
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a menu that opens takes the focus, and gives it back
          <Dropdown autoFocus trigger={['click']} menu={{ items: card.moves.map((to) => ({ key: to, label: label(to) })), onClick: ({ key }) => onMove(card, key) }}>
            <Button size="small" type="text" icon={<SwapOutlined aria-hidden />} aria-label={t('leadsWork.move', { name: card.name })} aria-haspopup="menu">{t('leadsWork.moveTo')}</Button>
          </Dropdown>
        )}
      </div>
    </li>
  )
}

/** The form of the move, once the lead and what its stages ask for are read. Cancelled, nothing has happened. */
function Move({ id, to, onClose }: Moving & { onClose: () => void }) {
  const { t } = useTranslation()
  const lead = useQuery({ queryKey: keys.lead(id), queryFn: ({ signal }) => answer(api.GET('/api/leads/{id}', { params: { path: { id } }, signal })), staleTime: 0 })
  // The state that the form began with stays its own: another reading of the lead does not empty it.
  const [read, setRead] = useState<Lead>()
  if (!read && lead.data && !lead.isFetching) setRead(lead.data)
  if (read) return <MoveOf lead={read} to={to} onClose={onClose} />
  return <Waiting error={lead.error} onRetry={() => void lead.refetch()} onClose={onClose} label={t('progress.moveTitle')} />
}

function MoveOf({ lead: read, to, onClose }: { lead: Lead; to: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [lead, setLead] = useState(read)
  const progress = useProgress(lead.id, lead.rev)
  if (progress.data) return <MoveStage lead={lead} progress={progress.data} wanted={to} onClose={onClose} onLatest={setLead} />
  return <Waiting error={progress.error} onRetry={() => void progress.refetch()} onClose={onClose} label={t('progress.moveTitle')} />
}

function Waiting({ error, label, onRetry, onClose }: { error: unknown; label: string; onRetry: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Drawer open size={480} title={label} onClose={onClose} closable={{ 'aria-label': t('common.cancel') }}>
      {error ? <ProblemNotice title={t('leadsWork.readFailed')} error={error} onRetry={onRetry} /> : <Skeleton active />}
    </Drawer>
  )
}
