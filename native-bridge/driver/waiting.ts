/** A signal that is aborted after so many milliseconds, or with the other one. */
export function within(ms: number, signal: AbortSignal): AbortSignal {
  const limit = new AbortController()
  setTimeout(() => limit.abort(), ms).unref()
  return AbortSignal.any([limit.signal, signal])
}

/** Resolves when a signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

/** Waits so long, or until the signal is aborted. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
    return undefined
  })
}
