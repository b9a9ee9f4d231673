import type { DeviceRow } from '../../contract/devices/row.ts'
import { ScanLines } from '../codec/scan-lines.ts'
import type { Transport } from '../transport/transport.ts'
import { type Device, type DeviceListener, DeviceStatus, ready } from './device.ts'
import { DeviceLine } from './line.ts'

export interface LineScannerOptions {
  readonly name: string
  readonly transport: Transport
  /** The same code within this is the same scan: a scanner that reads all the time tells it again and again. */
  readonly sameScanMs?: number
  readonly reconnectMs?: readonly number[]
}

/**
 * A scanner of QR and bar codes in serial mode. It speaks only when it read something, so it is ready once its line is
 * open. Codes are told to whoever listens at that moment and kept nowhere.
 */
export class LineScanner implements Device {
  readonly #status: DeviceStatus
  readonly #line: DeviceLine<string>
  readonly #listeners = new Set<(text: string) => void>()
  readonly #sameScanMs: number
  #last: { readonly text: string; readonly atMs: number } | null = null

  constructor({ name, transport, sameScanMs = 1500, reconnectMs }: LineScannerOptions) {
    this.#sameScanMs = sameScanMs
    this.#status = new DeviceStatus({ name, kind: 'scanner', driver: 'lines', place: transport.place })
    this.#line = new DeviceLine({
      transport,
      decoder: () => new ScanLines(),
      onMessage: (text) => this.#scanned(text),
      onOpen: () => this.#status.become(ready),
      onAbsent: (absence) => this.#status.become(absence),
      onBug: (error) => this.#status.broke(error),
      counters: this.#status.counters,
      ...(reconnectMs ? { reconnectMs } : {}),
    })
  }

  row(): DeviceRow {
    return this.#status.row()
  }

  onChange(listener: DeviceListener): () => void {
    return this.#status.onChange(listener)
  }

  /** Hears each code as it is read; the answer ends it. */
  onScan(listener: (text: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#line.start()
  }

  async stop(): Promise<void> {
    await this.#line.stop()
    this.#status.become({ state: 'off', detail: '' })
  }

  #scanned(text: string): void {
    const atMs = Date.now()
    const again = this.#last?.text === text && atMs - this.#last.atMs < this.#sameScanMs
    this.#last = { text, atMs }
    if (!again) for (const listener of this.#listeners) listener(text)
  }
}
