import { type Bitmap, bitmapOf } from '../codec/bitmap.ts'

/** A step of an outline, as fonts give them. */
export interface OutlineStep {
  readonly command: string
  readonly args: readonly number[]
}

interface Edge {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Straight pieces that stand for one curve: enough for a glyph of 48 dots. */
const pieces = 8

/**
 * Fills an outline: a dot is black where its centre is inside by the non-zero rule. `place` brings the outline's points
 * into dots, with y downwards.
 */
export function fillOutline(
  steps: readonly OutlineStep[],
  width: number,
  height: number,
  place: (x: number, y: number) => readonly [number, number],
): Bitmap {
  const edges = edgesOf(steps, place)
  const rows = Array.from({ length: height }, (_, y) => spansOf(edges, y + 0.5))
  return bitmapOf(width, height, (x, y) => {
    const centre = x + 0.5
    return rows[y]?.some(([from, to]) => centre >= from && centre < to) === true
  })
}

function edgesOf(
  steps: readonly OutlineStep[],
  place: (x: number, y: number) => readonly [number, number],
): Edge[] {
  const edges: Edge[] = []
  let start: readonly [number, number] = [0, 0]
  let at: readonly [number, number] = [0, 0]
  const to = (next: readonly [number, number]) => {
    const [x0, y0] = at
    const [x1, y1] = next
    if (y0 !== y1) edges.push({ x0, y0, x1, y1 })
    at = next
  }
  for (const { command, args } of steps) {
    const points: (readonly [number, number])[] = []
    for (let index = 0; index + 1 < args.length; index += 2)
      points.push(place(args[index] ?? 0, args[index + 1] ?? 0))
    const end = points.at(-1)
    if (command === 'closePath' || end === undefined) to(start)
    else if (command === 'moveTo') {
      to(start)
      start = end
      at = end
    } else {
      const from = at
      for (let piece = 1; piece <= pieces && points.length > 1; piece++)
        to(onCurve([from, ...points], piece / pieces))
      if (points.length === 1) to(end)
    }
  }
  to(start)
  return edges
}

/** A point of a Bézier curve, by de Casteljau. */
function onCurve(points: readonly (readonly [number, number])[], t: number): readonly [number, number] {
  const [first = [0, 0], ...rest] = points
  if (rest.length === 0) return first
  return onCurve(
    rest.map(([x, y], index) => {
      const [px, py] = points[index] ?? [0, 0]
      return [px + (x - px) * t, py + (y - py) * t] as const
    }),
    t,
  )
}

/** From where to where a row is inside. */
function spansOf(edges: readonly Edge[], y: number): (readonly [number, number])[] {
  const crossings = edges
    .filter((edge) => edge.y0 <= y !== edge.y1 <= y)
    .map(({ x0, y0, x1, y1 }) => ({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), turn: y1 > y0 ? 1 : -1 }))
    .sort((a, b) => a.x - b.x)
  const spans: (readonly [number, number])[] = []
  let winding = 0
  let from = 0
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x
    winding += turn
    if (winding === 0) spans.push([from, x])
  }
  return spans
}
