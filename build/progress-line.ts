/** A line on standard error that says how far something is: on a terminal it changes, in a log it comes now and then. */
export interface ProgressLine {
  /** `words` is asked only when there is something to show. */
  show(words: () => string): void
  end(): void
}

export function progressLine(): ProgressLine {
  const live = process.stderr.isTTY
  const everyMs = live ? 200 : 2000
  let shownAt = performance.now()
  return {
    show(words) {
      const now = performance.now()
      if (now - shownAt < everyMs) return
      shownAt = now
      process.stderr.write(live ? `\r\u001b[K${words()}` : `${words()}\n`)
    },
    end() {
      if (live) process.stderr.write('\r\u001b[K')
    },
  }
}
