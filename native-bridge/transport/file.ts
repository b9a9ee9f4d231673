import { constants, type FileHandle, open, stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { fail, ok, type Result } from '../../core/result.ts'
import type { Connection, Transport, TransportFault, TransportListener } from './transport.ts'

/** How often a device file is asked for bytes, and a full one is tried again. */
const pollMs = 30

/**
 * A device file such as `/dev/usb/lp0`, or a file on disk that keeps the bytes. Everything is non-blocking:
 * a blocked write to a printer without paper would hold one of Node's few threads and print when nobody waits.
 * `answers` is settled when the file is first opened.
 */
export function fileTransport(path: string): Transport {
  let answers: Transport['answers'] = 'yes'
  return {
    place: `file ${path}`,
    get answers() {
      return answers
    },
    async open(listener) {
      const opened = await openFile(path)
      if (!opened.ok) return opened
      answers = opened.value.answers
      return ok(new FileConnection(opened.value.handle, answers, listener))
    },
  }
}

interface Opened {
  readonly handle: FileHandle
  readonly answers: Transport['answers']
}

async function openFile(path: string): Promise<Result<Opened, TransportFault>> {
  const found = await stat(path).catch(() => null)
  const flags = constants.O_NONBLOCK | constants.O_NOCTTY
  try {
    // What is not under /dev and not there yet is a file to keep bytes in; a missing device is just absent.
    if (found === null && path.startsWith('/dev/')) return fail('absent')
    if (found === null || found.isFile()) return ok({ handle: await open(path, 'a', 0o600), answers: 'no' })
    if (found.isCharacterDevice()) {
      const both = await open(path, constants.O_RDWR | flags).catch(() => null)
      if (both) return ok({ handle: both, answers: 'yes' })
    }
    return ok({ handle: await open(path, constants.O_WRONLY | flags), answers: 'unknown' })
  } catch {
    return fail('absent')
  }
}

class FileConnection implements Connection {
  readonly #handle: FileHandle
  readonly #listener: TransportListener
  readonly #onDisk: boolean
  #open = true
  #reading: Promise<void> = Promise.resolve()

  constructor(handle: FileHandle, answers: Transport['answers'], listener: TransportListener) {
    this.#handle = handle
    this.#listener = listener
    this.#onDisk = answers === 'no'
    if (answers === 'yes') this.#reading = this.#read()
  }

  async write(bytes: Uint8Array, signal?: AbortSignal): Promise<Result<void, TransportFault>> {
    let sent = 0
    while (sent < bytes.length) {
      if (!this.#open) return fail('closed')
      if (signal?.aborted) {
        await this.#lose()
        return fail('aborted')
      }
      try {
        const { bytesWritten } = await this.#handle.write(bytes, sent, bytes.length - sent)
        sent += bytesWritten
        if (bytesWritten === 0) await wait(pollMs)
      } catch (error) {
        if (isBusy(error)) await wait(pollMs)
        else {
          await this.#lose()
          return fail('closed')
        }
      }
    }
    if (!this.#onDisk) return ok(undefined)
    // On disk the bytes are the paper: they count when they would survive a power cut.
    return this.#handle.datasync().then(
      () => ok(undefined),
      () => fail('closed'),
    )
  }

  async close(): Promise<void> {
    if (!this.#open) return
    this.#open = false
    await this.#reading
    await this.#handle.close().catch(() => {})
  }

  async #read(): Promise<void> {
    const buffer = Buffer.alloc(512)
    while (this.#open) {
      try {
        const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, null)
        if (bytesRead > 0) this.#listener.onData(Buffer.from(buffer.subarray(0, bytesRead)))
        else await wait(pollMs)
      } catch (error) {
        if (isBusy(error)) await wait(pollMs)
        else if (this.#open) {
          this.#open = false
          await this.#handle.close().catch(() => {})
          this.#listener.onClose()
        }
      }
    }
  }

  async #lose(): Promise<void> {
    if (!this.#open) return
    await this.close()
    this.#listener.onClose()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN'
}
