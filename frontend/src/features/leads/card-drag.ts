import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { BoardCard } from '@/shared/api/types'

/** A card on its way: where the pointer is, and the stage under it that takes it. */
export interface Drag { card: BoardCard; x: number; y: number; over: string | undefined }

/** How far the pointer goes, in px, before a press becomes a drag; how near to an edge the board begins to roll, and how fast. */
const threshold = 6
const edge = 72
const speed = 14

/** The stage of the column at a place of the window, where the card may go there. */
export function stageAt(card: BoardCard, x: number, y: number): string | undefined {
  const stage = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]')?.dataset.stage
  return stage && card.moves.some((to) => to === stage) ? stage : undefined
}

/** Dragging cards with a mouse or a pen. A finger scrolls, and uses the menu of the card. */
export function useCardDrag(board: React.RefObject<HTMLElement | null>, onDrop: (card: BoardCard, to: string) => void) {
  const [drag, setDrag] = useState<Drag>()
  const pressed = useRef<{ card: BoardCard; x: number; y: number; id: number }>(undefined)
  const going = drag !== undefined
  const at = useRef({ x: 0, y: 0 })

  useEffect(() => {
    if (!going) return
    const stop = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      pressed.current = undefined
      setDrag(undefined)
    }
    const roll = setInterval(() => {
      const box = board.current?.getBoundingClientRect()
      if (!box) return
      if (at.current.x < box.left + edge) board.current?.scrollBy(-speed, 0)
      else if (at.current.x > Math.min(box.right, window.innerWidth) - edge) board.current?.scrollBy(speed, 0)
    }, 16)
    document.addEventListener('keydown', stop)
    document.body.classList.add('dragging-card')
    return () => {
      clearInterval(roll)
      document.removeEventListener('keydown', stop)
      document.body.classList.remove('dragging-card')
    }
  }, [going, board])

  const handlers = (card: BoardCard) => (card.moves.length === 0 ? {} : {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0 || event.pointerType === 'touch' || (event.target as HTMLElement).closest('button')) return
      pressed.current = { card, x: event.clientX, y: event.clientY, id: event.pointerId }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const from = pressed.current
      if (from?.id !== event.pointerId) return
      at.current = { x: event.clientX, y: event.clientY }
      if (!drag && Math.hypot(event.clientX - from.x, event.clientY - from.y) < threshold) return
      if (!drag) event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ card, x: event.clientX, y: event.clientY, over: stageAt(card, event.clientX, event.clientY) })
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const dropped = drag && pressed.current ? stageAt(card, event.clientX, event.clientY) : undefined
      pressed.current = undefined
      if (!drag) return
      setDrag(undefined)
      // The click that follows was the end of the drag: it opens nothing.
      const swallow = (click: Event) => { click.preventDefault(); click.stopPropagation() }
      window.addEventListener('click', swallow, { capture: true, once: true })
      setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 0)
      if (dropped) onDrop(card, dropped)
    },
    onPointerCancel: () => {
      pressed.current = undefined
      setDrag(undefined)
    },
    onDragStart: (event: React.DragEvent) => event.preventDefault(), // the browser's own dragging of links
  })
  return { drag, handlers }
}
