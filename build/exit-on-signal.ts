const signals = ['SIGINT', 'SIGTERM'] as const

/**
 * Ends the process with 1 on a signal: throw-away folders are removed when a process exits, and a signal alone is no
 * exit. Returns what takes it back.
 */
export function exitOnSignal(): () => void {
  const exit = () => process.exit(1)
  for (const signal of signals) process.once(signal, exit)
  return () => {
    for (const signal of signals) process.removeListener(signal, exit)
  }
}
