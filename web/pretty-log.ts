import type { DestinationStream } from 'pino'
import pretty from 'pino-pretty'

/** A readable log for a person at a terminal; null where standard error is a file or a pipe. */
export function pinoPretty(): DestinationStream | null {
  if (!process.stderr.isTTY) return null
  return pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l' })
}
