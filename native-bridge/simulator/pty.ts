import { execFileSync } from 'node:child_process'
import { closeSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { ReadStream } from 'node:tty'
import { z } from 'zod'

const binaries = z.object({
  requireBinary: z.custom<(file: string) => unknown>((it) => typeof it === 'function'),
})
const native = z.object({
  open: z.custom<(columns: number, rows: number) => unknown>((it) => typeof it === 'function'),
})
const opened = z.object({ master: z.number(), slave: z.number(), pty: z.string() })

/** A pseudo-terminal: a serial port in software. Its path is what a driver opens; we are the other end. */
export interface Pty {
  /** Such as `/dev/pts/3`. */
  readonly path: string
  write(bytes: Uint8Array): void
  /** Hangs up: whoever has the port open sees it go, as when a cable is pulled. */
  close(): void
}

/**
 * Opens a pseudo-terminal in raw mode, so that nothing is echoed or translated before the first driver opens it. The
 * port's own side is held open too: a driver that closes it must not end ours.
 */
export function openPty(onData: (bytes: Uint8Array) => void): Pty {
  const made = opened.parse(loadNative().open(80, 24))
  makeRaw(made.slave)
  const master = new ReadStream(made.master)
  let open = true
  master.on('data', (bytes: Buffer) => {
    if (open) onData(bytes)
  })
  // EIO is how a master learns that the other side is gone.
  master.on('error', () => {})
  const outgoing = new Outgoing(made.master)
  return {
    path: made.pty,
    write: (bytes) => {
      if (open) outgoing.write(bytes)
    },
    close() {
      if (!open) return
      open = false
      outgoing.stop()
      master.destroy()
      closeSync(made.slave)
    },
  }
}

/** Node's own raw mode goes with the stream that set it, and leaves line feeds to be made CR LF: not for bytes. */
function makeRaw(slave: number): void {
  execFileSync('stty', ['raw', '-echo'], { stdio: [slave, 'ignore', 'inherit'] })
}

/** Writes to the master, whose buffer holds 4 KiB and whose reader may be slow: what does not fit waits. */
class Outgoing {
  readonly #handle: number
  readonly #waiting: Uint8Array[] = []
  #timer: NodeJS.Timeout | null = null

  constructor(handle: number) {
    this.#handle = handle
  }

  write(bytes: Uint8Array): void {
    this.#waiting.push(bytes)
    if (this.#timer === null) this.#work()
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#waiting.length = 0
  }

  #work(): void {
    this.#timer = null
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const written = this.#some(next)
      if (written === next.length) this.#waiting.shift()
      else {
        this.#waiting[0] = next.subarray(written)
        this.#timer = setTimeout(() => this.#work(), 5)
        return
      }
    }
  }

  #some(bytes: Uint8Array): number {
    try {
      return writeSync(this.#handle, bytes)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return 0
      throw error
    }
  }
}

/** The part of node-pty that opens a pair without starting a program in it. A development dependency. */
function loadNative() {
  const require = createRequire(import.meta.url)
  const { requireBinary } = binaries.parse(require('@lydell/node-pty/requireBinary.js'))
  return native.parse(requireBinary('pty.node'))
}
