/**
 * When a touch on a target counts as a press. Shows at touch-down, acts on lift inside the target; a long press and
 * a finger that rolls count, a touch of less than 50 ms is a ghost (votingworks/bmd #612, vxsuite PR #8280,
 * WCAG 2.5.2). Pure: the component feeds it positions and times.
 */
export const ghostTouchMs = 50

/** How far a finger may roll, in millimetres, before a list that scrolls takes the gesture for itself. */
export const fingerRollMm = 10

export interface Point {
  readonly x: number
  readonly y: number
}
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface Touch {
  readonly pointerId: number
  readonly downAtMs: number
  readonly inside: boolean
}

/** A finger comes down on the target. */
export function touchDown(pointerId: number, atMs: number): Touch {
  return { pointerId, downAtMs: atMs, inside: true }
}

/** It moves: whether it is still over the target decides what is shown. */
export function touchMove(touch: Touch, at: Point, box: Box): Touch {
  const inside = at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom
  return inside === touch.inside ? touch : { ...touch, inside }
}

export type Lift = 'press' | 'ghost' | 'outside'

/** It lifts: what that was. */
export function touchLift(touch: Touch, at: Point, box: Box, atMs: number): Lift {
  if (!touchMove(touch, at, box).inside) return 'outside'
  return atMs - touch.downAtMs < ghostTouchMs ? 'ghost' : 'press'
}

/** Whether a finger has moved further than a roll. */
export function beyondRoll(from: Point, to: Point, pixelsPerMm: number): boolean {
  return Math.hypot(to.x - from.x, to.y - from.y) > fingerRollMm * pixelsPerMm
}
