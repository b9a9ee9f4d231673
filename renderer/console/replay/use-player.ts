import { useEffect, useState } from 'react'

/** Seconds of the day for one of ours. */
export const speeds = [1, 10, 60, 300, 600] as const
export type Speed = (typeof speeds)[number]

/** The hall is drawn so often while the day plays: motion enough, and a machine that stays cool. */
const frameMs = 100

export interface Player {
  readonly atMs: number
  readonly playing: boolean
  readonly speed: Speed
  seek(ms: number): void
  toggle(): void
  stop(): void
  setSpeed(speed: Speed): void
}

/** A time that plays between two instants. It stops at the end; playing from there begins anew. */
export function usePlayer(span: { readonly fromMs: number; readonly toMs: number }): Player {
  const { fromMs, toMs } = span
  const [wantedMs, setWantedMs] = useState(fromMs)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>(60)
  const atMs = Math.min(toMs, Math.max(fromMs, wantedMs))
  useEffect(() => {
    if (!playing) return
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const passed = (now - last) * speed
      last = now
      setWantedMs((known) => Math.min(toMs, Math.max(fromMs, known) + passed))
    }, frameMs)
    return () => clearInterval(timer)
  }, [playing, speed, fromMs, toMs])
  useEffect(() => {
    if (atMs >= toMs) setPlaying(false)
  }, [atMs, toMs])
  return {
    atMs,
    playing,
    speed,
    seek: setWantedMs,
    toggle() {
      if (!playing && atMs >= toMs) setWantedMs(fromMs)
      setPlaying(!playing)
    },
    stop: () => setPlaying(false),
    setSpeed,
  }
}
