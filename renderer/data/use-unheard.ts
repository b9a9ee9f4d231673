import { useEffect, useRef } from 'react'
import { useConnection } from './use-hall.ts'

/** While nothing is heard of the hall, its page asks again this often whether it is still known there. */
const askAgainMs = 5000

/**
 * Runs `ask` as soon as the stream breaks off, and again until it is back. A broken stream does not say why: the hall
 * may be away, or it let go of somebody who was revoked, disabled or whose sign-in ended; only asking tells.
 */
export function useWhileUnheard(ask: () => void): void {
  const state = useConnection()
  const latest = useRef(ask)
  latest.current = ask
  const wasLive = useRef(false)
  useEffect(() => {
    if (state === 'live') {
      wasLive.current = true
      return
    }
    // A page that is only just being opened has asked everything a moment ago.
    if (state === 'connecting' && !wasLive.current) return
    latest.current()
    const timer = setInterval(() => latest.current(), askAgainMs)
    return () => clearInterval(timer)
  }, [state])
}
