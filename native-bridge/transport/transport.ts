import type { Result } from '../../core/result.ts'

/**
 * Why bytes could not travel: nothing there, several alike of which the configuration does not say which, a system that
 * does not tell what is plugged in, a way that was cut, or the caller gave up.
 */
export type TransportFault = 'absent' | 'ambiguous' | 'unsearchable' | 'closed' | 'aborted'

/** What the one owner of a transport hears. */
export interface TransportListener {
  onData(bytes: Uint8Array): void
  /** The connection ended without our asking; it is told once for an open. */
  onClose(): void
}

/** An open way to a device. Bytes go in order; after an abort the way is closed, because half a command is noise. */
export interface Connection {
  /** Resolves when the bytes were handed on, which says nothing of the paper: only the device's status does. */
  write(bytes: Uint8Array, signal?: AbortSignal): Promise<Result<void, TransportFault>>
  /**
   * Ends our side when everything is written, and waits for the other side to end its own: true once it has read all of
   * it, false where the signal came first. Only ways on which an end is seen have it.
   */
  finish?(signal: AbortSignal): Promise<boolean>
  /** Ends the connection; `onClose` is not told. */
  close(): Promise<void>
}

/** How a device is reached. One owner opens it, and opens it again when it was lost. */
export interface Transport {
  /** Where it leads, for people: `tcp 127.0.0.1:9100`. */
  readonly place: string
  /**
   * Whether the device can answer. `no` for a file on disk, which keeps the bytes and is proof by itself;
   * `unknown` for a one-way port, whose paper nobody can confirm.
   */
  readonly answers: 'yes' | 'no' | 'unknown'
  /** The speed of a serial line, whose bytes are handed on long before they have left; none where it does not matter. */
  readonly baudRate?: number
  open(listener: TransportListener, signal?: AbortSignal): Promise<Result<Connection, TransportFault>>
}
