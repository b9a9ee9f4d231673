import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { type Lift, type Touch, touchDown, touchLift, touchMove } from './press.ts'

/** A click that a browser makes up after a touch that was already judged comes within this time. */
const echoMs = 800

export interface PressProps {
  readonly 'data-pressed': true | undefined
  onPointerDown(event: PointerEvent<HTMLElement>): void
  onPointerMove(event: PointerEvent<HTMLElement>): void
  onPointerUp(event: PointerEvent<HTMLElement>): void
  onPointerCancel(event: PointerEvent<HTMLElement>): void
  onLostPointerCapture(event: PointerEvent<HTMLElement>): void
  onClick(event: MouseEvent<HTMLElement>): void
  onContextMenu(event: MouseEvent<HTMLElement>): void
}

/**
 * Gives a button the touch rules of press.ts. Fingers and pens are judged by their pointer events; mouse, keyboard and
 * assistive technology by the browser's own click. `onPress` runs once for each press.
 */
export function usePress(onPress: (() => void) | undefined): PressProps {
  const touch = useRef<Touch | null>(null)
  const judgedAt = useRef(Number.NEGATIVE_INFINITY)
  const [pressed, setPressed] = useState(false)

  const follow = (next: Touch | null): void => {
    touch.current = next
    setPressed(next?.inside ?? false)
  }

  return {
    'data-pressed': pressed || undefined,
    onPointerDown(event) {
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      capture(event.currentTarget, event.pointerId)
      follow(touchDown(event.pointerId, event.timeStamp))
    },
    onPointerMove(event) {
      const { current } = touch
      if (current === null || current.pointerId !== event.pointerId) return
      const next = touchMove(current, pointOf(event), event.currentTarget.getBoundingClientRect())
      if (next !== current) follow(next)
    },
    onPointerUp(event) {
      const { current } = touch
      if (current === null || current.pointerId !== event.pointerId) return
      const lift: Lift = touchLift(
        current,
        pointOf(event),
        event.currentTarget.getBoundingClientRect(),
        event.timeStamp,
      )
      judgedAt.current = event.timeStamp
      follow(null)
      if (lift === 'press') onPress?.()
    },
    onPointerCancel: () => follow(null),
    onLostPointerCapture: () => follow(null),
    onClick(event) {
      if (!isEcho(event, judgedAt.current)) onPress?.()
    },
    onContextMenu(event) {
      // A long press must end as a press, not as a menu; the mouse keeps its menu.
      if (touch.current !== null) event.preventDefault()
    },
  }
}

/**
 * Whether a click only repeats a touch that pointerup has judged. A click without a pointer (keyboard, screen reader,
 * script) has detail 0 and is always meant; browsers that do not say which pointer made it are judged by time.
 */
function isEcho(event: MouseEvent<HTMLElement>, judgedAtMs: number): boolean {
  const { nativeEvent: native } = event
  if (event.detail === 0) return false
  if (native instanceof PointerEvent && native.pointerType !== '') return native.pointerType !== 'mouse'
  return event.timeStamp - judgedAtMs < echoMs
}

function pointOf(event: PointerEvent<HTMLElement>): { x: number; y: number } {
  return { x: event.clientX, y: event.clientY }
}

/** Moves and the lift keep coming when the finger leaves the target. The pointer may already be gone. */
function capture(target: HTMLElement, pointerId: number): void {
  try {
    target.setPointerCapture(pointerId)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
