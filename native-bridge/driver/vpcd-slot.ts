import { encodeVpcd, VpcdDecoder, vpcdControl } from '../codec/vpcd.ts'
import type { CardSlot, SlotListener } from '../transport/card-slot.ts'
import type { Transport } from '../transport/transport.ts'
import type { DeviceStatus } from './device.ts'
import { DeviceLine } from './line.ts'
import { pause } from './waiting.ts'

const pollMs = 300
const answerMs = 1000

/**
 * A slot at the other end of a line that speaks the virtual reader's protocol: we are the reader, and ask whether a card
 * lies in it. For a card in software without a PC/SC service.
 */
export function vpcdSlot(transport: Transport, status: DeviceStatus): CardSlot {
  return {
    place: transport.place,
    watch(listener) {
      const watch = new VpcdWatch(transport, status, listener)
      return { stop: () => watch.stop() }
    },
  }
}

class VpcdWatch {
  readonly #line: DeviceLine<Uint8Array>
  readonly #listener: SlotListener
  readonly #polling: Promise<void>
  #present = false

  constructor(transport: Transport, status: DeviceStatus, listener: SlotListener) {
    this.#listener = listener
    this.#line = new DeviceLine<Uint8Array>({
      transport,
      counters: status.counters,
      decoder: () => new VpcdDecoder(),
      onMessage: () => {},
      onOpen: () => listener.onSlot(true),
      onAbsent: () => {
        this.#gone()
        listener.onSlot(false)
      },
      onBug: (error) => status.broke(error),
    })
    this.#line.start()
    this.#polling = status.keepDoing(() => this.#poll(), this.#line.stopping)
  }

  async stop(): Promise<void> {
    await this.#line.stop()
    await this.#polling
  }

  async #poll(): Promise<void> {
    const signal = this.#line.stopping
    while (!signal.aborted) {
      const atr = await this.#ask(Uint8Array.of(vpcdControl.atr))
      // An empty answer is an empty slot; none at all is the line's affair.
      if (atr !== null && atr.length === 0) this.#gone()
      if (atr !== null && atr.length > 0 && !this.#present) {
        this.#present = true
        await this.#line.send(encodeVpcd(Uint8Array.of(vpcdControl.on)))
        this.#listener.onCard({ transmit: (command) => this.#ask(command), release: async () => {} })
      }
      await pause(pollMs, signal)
    }
  }

  async #ask(message: Uint8Array): Promise<Uint8Array | null> {
    const answer = await this.#line.request(encodeVpcd(message), (bytes) => bytes, { timeoutMs: answerMs })
    return answer.ok ? answer.value : null
  }

  #gone(): void {
    if (!this.#present) return
    this.#present = false
    this.#listener.onCardGone()
  }
}
