import './parts.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { formatDate, formatTime } from './format.ts'
import { useLanguage, useWords } from './i18n.ts'
import { commonWords } from './words.ts'

/**
 * The hall's date and time: 11月23日 星期一 14:05. `offsetMs` is how far the hall's clock is ahead of this
 * machine's, for terminals whose own clock is wrong.
 */
export function Clock(props: { timeZone?: string; offsetMs?: number; withDate?: boolean }): ReactNode {
  const { language } = useLanguage()
  const { timeZone, offsetMs = 0, withDate = true } = props
  const now = useNow(1000) + offsetMs
  return (
    <time className="clock" dateTime={new Date(now).toISOString().slice(0, 16)}>
      {withDate ? <span>{formatDate(now, language, timeZone)}</span> : null}
      <span className="clock-time">{formatTime(now, timeZone)}</span>
    </time>
  )
}

/** The present time in milliseconds, drawn again at each whole step. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      setNow(Date.now())
      timer = setTimeout(tick, everyMs - (Date.now() % everyMs))
    }
    timer = setTimeout(tick, everyMs - (Date.now() % everyMs))
    return () => clearTimeout(timer)
  }, [everyMs])
  return now
}

/**
 * Counts whole seconds down to nothing and then calls `onEnd` once. Remount it (`key`) to begin again; unmount it to
 * stop. Measured by the monotonic clock: setting the machine's clock neither ends nor prolongs it.
 */
export function Countdown(props: { seconds: number; onEnd: () => void; children?: ReactNode }): ReactNode {
  const say = useWords(commonWords)
  const [left, setLeft] = useState(props.seconds)
  const onEnd = useRef(props.onEnd)
  onEnd.current = props.onEnd
  const { seconds } = props
  useEffect(() => {
    const endsAt = performance.now() + seconds * 1000
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil((endsAt - performance.now()) / 1000))
      setLeft(rest)
      if (rest > 0) return
      clearInterval(timer)
      onEnd.current()
    }, 200)
    return () => clearInterval(timer)
  }, [seconds])
  return (
    <span className="countdown" role="timer">
      <span>{props.children ?? say('secondsLeft', { count: left })}</span>
      <span className="countdown-track" aria-hidden="true">
        <span className="countdown-left" style={{ transform: `scaleX(${left / seconds})` }} />
      </span>
    </span>
  )
}
