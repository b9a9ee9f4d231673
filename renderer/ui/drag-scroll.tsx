import './parts.css'
import { type PointerEvent, type ReactNode, type Ref, useRef } from 'react'
import { beyondRoll, type Point } from './press.ts'
import { currentPixelsPerMm } from './screen.ts'

interface Drag {
  readonly pointerId: number
  readonly from: Point
  readonly scrollTop: number
  moving: boolean
  last: { y: number; atMs: number }
  /** Pixels for each millisecond, smoothed. */
  speed: number
}

/** A flick slows down by this factor in each millisecond. */
const friction = 0.996

/**
 * A list that scrolls under a finger, for touch terminals. The browser's own scrolling takes a touch away after about
 * 4 mm, so a press by a finger that rolls would be lost; here it counts up to 10 mm, and only then the list moves.
 * Wheel, keys and scroll bar work as ever.
 */
export function DragScroll(props: {
  children: ReactNode
  className?: string
  ref?: Ref<HTMLDivElement>
  /** For a list without targets inside, so that keys can scroll it. */
  focusable?: boolean
}): ReactNode {
  const drag = useRef<Drag | null>(null)
  const flick = useRef(0)

  const down = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === 'mouse' || !event.isPrimary) return
    cancelAnimationFrame(flick.current)
    drag.current = {
      pointerId: event.pointerId,
      from: { x: event.clientX, y: event.clientY },
      scrollTop: event.currentTarget.scrollTop,
      moving: false,
      last: { y: event.clientY, atMs: event.timeStamp },
      speed: 0,
    }
  }
  const move = (event: PointerEvent<HTMLDivElement>): void => {
    const { current } = drag
    if (current === null || current.pointerId !== event.pointerId) return
    const to = { x: event.clientX, y: event.clientY }
    if (!current.moving) {
      if (!beyondRoll(current.from, to, currentPixelsPerMm())) return
      current.moving = true
      // Takes the finger from the row that it came down on, whose press is thereby called off.
      event.currentTarget.setPointerCapture(event.pointerId)
    }
    event.currentTarget.scrollTop = current.scrollTop - (to.y - current.from.y)
    const spent = Math.max(1, event.timeStamp - current.last.atMs)
    current.speed = 0.7 * current.speed + 0.3 * ((current.last.y - to.y) / spent)
    current.last = { y: to.y, atMs: event.timeStamp }
  }
  const up = (event: PointerEvent<HTMLDivElement>): void => {
    const { current } = drag
    drag.current = null
    if (!current?.moving || event.timeStamp - current.last.atMs > 80) return
    coast(event.currentTarget, current.speed)
  }
  const coast = (list: HTMLDivElement, begin: number): void => {
    let speed = begin
    let before = performance.now()
    const step = (now: number): void => {
      list.scrollTop += speed * (now - before)
      speed *= friction ** (now - before)
      before = now
      if (Math.abs(speed) > 0.05) flick.current = requestAnimationFrame(step)
    }
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) flick.current = requestAnimationFrame(step)
  }

  return (
    <div
      ref={props.ref}
      className={`drag-scroll ${props.className ?? ''}`.trim()}
      // What scrolls must be within the keyboard's reach (WCAG 2.1.1)
      tabIndex={props.focusable ? 0 : undefined}
      onPointerDownCapture={down}
      onPointerMoveCapture={move}
      onPointerUpCapture={up}
      onPointerCancelCapture={() => {
        drag.current = null
      }}
    >
      {props.children}
    </div>
  )
}

const targets =
  'button, a, input, select, textarea, label, summary, [role="button"], [role="link"], [data-target]'

/** A touch beside every target shows a ring where it fell, so that nobody thinks the screen is dead. Returns an undo. */
export function showStrayTouches(): () => void {
  const mark = (event: globalThis.PointerEvent): void => {
    if (event.pointerType === 'mouse') return
    if (event.target instanceof Element && event.target.closest(targets)) return
    const ring = document.createElement('div')
    ring.className = 'touch-mark'
    ring.style.left = `${event.clientX}px`
    ring.style.top = `${event.clientY}px`
    document.body.append(ring)
    setTimeout(() => ring.remove(), 300)
  }
  document.addEventListener('pointerdown', mark)
  return () => document.removeEventListener('pointerdown', mark)
}
