import type { DeviceRow } from '../../contract/devices/row.ts'
import type { Decoded, Decoder } from '../codec/codec.ts'
import { type Device, type DeviceListener, DeviceStatus, ready } from '../driver/device.ts'
import { DeviceLine } from '../driver/line.ts'
import { SimulatedDevice } from '../simulator/device.ts'
import type { Transport } from '../transport/transport.ts'

/** The codec. `?` asks; `N` and four figures answer, and are said unasked when somebody passes the door. */
export const askCount = Uint8Array.of(0x3f)
export const encodeCount = (count: number) => Buffer.from(`N${String(count % 10_000).padStart(4, '0')}`)

export class CountDecoder implements Decoder<number> {
  #held = ''

  get pending(): number {
    return this.#held.length
  }

  feed(bytes: Uint8Array): Decoded<number>[] {
    const decoded: Decoded<number>[] = []
    for (const byte of bytes) {
      const held = this.#held + String.fromCharCode(byte)
      if (/^N\d{0,4}$/.test(held)) this.#held = held
      else {
        // An N in the wrong place begins the next message: noise costs no later one.
        const begins = byte === 0x4e
        decoded.push({ kind: 'discarded', bytes: held.length - (begins ? 1 : 0) })
        this.#held = begins ? 'N' : ''
      }
      if (this.#held.length < 5) continue
      decoded.push({ kind: 'message', message: Number(this.#held.slice(1)) })
      this.#held = ''
    }
    return decoded.filter((one) => one.kind === 'message' || one.bytes > 0)
  }

  flush(): Decoded<number>[] {
    const bytes = this.pending
    this.#held = ''
    return bytes > 0 ? [{ kind: 'discarded', bytes }] : []
  }
}

/** The driver: asks once whenever the line is opened, then listens. */
export class DoorCounter implements Device {
  /** Who passed so far; null before the first answer. */
  count: number | null = null
  readonly #status: DeviceStatus
  readonly #line: DeviceLine<number>

  constructor(name: string, transport: Transport) {
    this.#status = new DeviceStatus({ name, kind: 'door-counter', driver: 'example', place: transport.place })
    this.#line = new DeviceLine<number>({
      transport,
      decoder: () => new CountDecoder(),
      counters: this.#status.counters,
      onMessage: (count) => {
        this.count = count
      },
      onOpen: () => void this.#ask(),
      onAbsent: (absence) => this.#status.become(absence),
      onBug: (error) => this.#status.broke(error),
    })
  }

  async #ask(): Promise<void> {
    const answer = await this.#line.request(askCount, (count) => count, { timeoutMs: 500, retries: 2 })
    if (answer.ok) this.count = answer.value
    if (this.#line.open) this.#status.become(answer.ok ? ready : { state: 'fault', detail: 'no-answer' })
  }

  row = (): DeviceRow => this.#status.row()
  onChange = (listener: DeviceListener) => this.#status.onChange(listener)
  start = (): void => this.#line.start()
  stop = (): Promise<void> => this.#line.stop()
}

/** The other end of the cable: the counter itself, which forgets nothing but loses what it counts while it is off. */
export class SimulatedDoorCounter extends SimulatedDevice {
  passed = 0

  /** Somebody passes the door. */
  pass(): void {
    if (!this.powerOn) return
    this.passed += 1
    this.say(encodeCount(this.passed))
  }

  protected hear(bytes: Uint8Array): void {
    for (const byte of bytes) if (byte === askCount[0]) this.say(encodeCount(this.passed))
  }
}
