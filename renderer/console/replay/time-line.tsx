import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type PointerEvent, type ReactNode, useMemo, useRef } from 'react'
import { type Mark, type MarkKind, markKinds, marksOf } from '../../../core/replay/marks.ts'
import { formatTime, formatTimeWithSeconds } from '../../ui/format.ts'
import { useWords } from '../../ui/i18n.ts'
import { markWord } from './mark-word.ts'
import { type Span, scaleOf } from './moment.ts'
import type { ReplayedDay } from './read-day.ts'
import { replayWords } from './words.ts'

const width = 1000
const curveHeight = 110
const curveStep = 2
/** A press so near a mark (parts of the width) means the mark. */
const near = 5
const none: readonly Mark[] = []

/** The day as a line: how many waited, what happened, and the time that is shown. */
export function TimeLine(props: {
  replayed: ReplayedDay
  span: Span
  atMs: number
  waiting: number
  onSeek: (ms: number) => void
}): ReactNode {
  const say = useWords(replayWords)
  const { replayed, span, atMs, onSeek } = props
  const { timeZone, queues } = replayed.place
  const { fromMs, toMs } = span
  const xOf = useMemo(
    () => (ms: number) => ((ms - fromMs) / Math.max(1, toMs - fromMs)) * width,
    [fromMs, toMs],
  )
  const curve = useMemo(() => {
    const seen = new Set(queues.map((queue) => queue.id))
    return replayed.line.waitingCurve((queueId) => seen.has(queueId))
  }, [replayed, queues])
  const marks = useMemo(() => Map.groupBy(marksOf(replayed.line.entries), ({ kind }) => kind), [replayed])
  const top = Math.max(1, ...curve.map((point) => point.waiting))
  const path = useMemo(() => stairs(curve, xOf, top), [curve, xOf, top])
  const time = formatTimeWithSeconds(atMs, timeZone)
  const scale = useMemo(() => scaleOf({ fromMs, toMs }, replayed.line.startsAtMs), [fromMs, toMs, replayed])
  return (
    <div className="time-line">
      <span className="time-line-name">{say('curve', { count: top })}</span>
      <div className="time-line-track">
        <Pressable span={span} atMs={atMs} onSeek={onSeek}>
          <svg viewBox={`0 0 ${width} ${curveHeight}`} preserveAspectRatio="none" aria-hidden="true">
            {scale.map((ms) => (
              <line key={ms} className="time-line-tick" x1={xOf(ms)} x2={xOf(ms)} y1={0} y2={curveHeight} />
            ))}
            <path className="time-line-curve" d={path} />
          </svg>
        </Pressable>
        <input
          type="range"
          className="time-line-range"
          aria-label={say('time')}
          aria-valuetext={say('timeSays', { time, count: props.waiting })}
          min={Math.ceil(span.fromMs / 1000)}
          max={Math.floor(span.toMs / 1000)}
          value={Math.floor(atMs / 1000)}
          onChange={(event) => onSeek(Number(event.target.value) * 1000)}
        />
      </div>
      {markKinds.map((kind) => (
        <MarkRow
          key={kind}
          kind={kind}
          marks={marks.get(kind) ?? none}
          xOf={xOf}
          span={span}
          atMs={atMs}
          onSeek={onSeek}
        />
      ))}
      <span />
      <span className="time-line-scale figures" aria-hidden="true">
        {scale.map((ms) => (
          <span key={ms} style={{ left: `${xOf(ms) / (width / 100)}%` }}>
            {formatTime(ms, timeZone)}
          </span>
        ))}
      </span>
    </div>
  )
}

function MarkRow(props: {
  kind: MarkKind
  marks: readonly Mark[]
  xOf: (ms: number) => number
  span: Span
  atMs: number
  onSeek: (ms: number) => void
}): ReactNode {
  const say = useWords(replayWords)
  const { kind, marks, xOf, atMs, onSeek } = props
  const what = say(markWord(kind))
  const path = useMemo(
    () => [...new Set(marks.map((mark) => Math.round(xOf(mark.atMs))))].map((x) => `M ${x} 2 V 12`).join(' '),
    [marks, xOf],
  )
  const before = marks.findLast((mark) => mark.atMs < atMs)
  const after = marks.find((mark) => mark.atMs > atMs)
  return (
    <>
      <span className="time-line-name mark-name">
        {what}
        <span className="figures mark-count">{marks.length}</span>
        <span className="mark-steps">
          <Step label={say('before', { what })} to={before} onSeek={onSeek}>
            <ChevronLeft aria-hidden="true" />
          </Step>
          <Step label={say('after', { what })} to={after} onSeek={onSeek}>
            <ChevronRight aria-hidden="true" />
          </Step>
        </span>
      </span>
      <Pressable
        span={props.span}
        atMs={atMs}
        onSeek={(ms) => {
          const closest = marks
            .filter((mark) => Math.abs(xOf(mark.atMs) - xOf(ms)) <= near)
            .sort((one, other) => Math.abs(one.atMs - ms) - Math.abs(other.atMs - ms))[0]
          onSeek(closest?.atMs ?? ms)
        }}
      >
        <svg
          className={`marks mark-${kind}`}
          viewBox={`0 0 ${width} 14`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path d={path} />
        </svg>
      </Pressable>
    </>
  )
}

function Step(props: {
  label: string
  to: Mark | undefined
  onSeek: (ms: number) => void
  children: ReactNode
}): ReactNode {
  const { to } = props
  return (
    <button
      type="button"
      className="mark-step"
      aria-label={props.label}
      title={props.label}
      disabled={to === undefined}
      onClick={() => (to ? props.onSeek(to.atMs) : undefined)}
    >
      {props.children}
    </button>
  )
}

/** A press or a drag on the line goes to that time. For keys and screen readers there is the slider below it. */
function Pressable(props: {
  span: Span
  atMs: number
  onSeek: (ms: number) => void
  children: ReactNode
}): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const { fromMs, toMs } = props.span
  const share = (props.atMs - fromMs) / Math.max(1, toMs - fromMs)
  const go = (event: PointerEvent): void => {
    const box = place.current?.getBoundingClientRect()
    if (!box || box.width === 0) return
    const pressed = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    props.onSeek(fromMs + pressed * (toMs - fromMs))
  }
  return (
    <div
      ref={place}
      className="time-line-press"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        go(event)
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) go(event)
      }}
    >
      {props.children}
      {/* A layer of its own: while the day plays only this moves, and the drawing below is not painted again. */}
      <span className="time-line-now" style={{ transform: `translateX(${share * 100}%)` }} />
    </div>
  )
}

/** A count holds until it changes: steps, not slopes. Of what shares one step of the drawing the most is drawn. */
function stairs(
  curve: readonly { readonly atMs: number; readonly waiting: number }[],
  xOf: (ms: number) => number,
  top: number,
): string {
  const y = (waiting: number) => (curveHeight - (waiting / top) * (curveHeight - 6)).toFixed(1)
  const most = new Map<number, number>()
  const last = new Map<number, number>()
  for (const { atMs, waiting } of curve) {
    const x = Math.max(0, Math.round(xOf(atMs) / curveStep) * curveStep)
    most.set(x, Math.max(waiting, most.get(x) ?? 0))
    last.set(x, waiting)
  }
  const steps = [...most].map(
    ([x, waiting]) => `H ${x} V ${y(waiting)} H ${x + curveStep} V ${y(last.get(x) ?? waiting)}`,
  )
  return `M 0 ${curveHeight} ${steps.join(' ')} H ${width} V ${curveHeight} Z`
}
