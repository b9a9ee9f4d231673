import { encodeVpcd, VpcdDecoder, vpcdControl } from '../codec/vpcd.ts'
import type { CardSlot, SlotCard, SlotListener } from '../transport/card-slot.ts'
import type { Transport } from '../transport/transport.ts'
import type { DeviceStatus } from './device.ts'
import { DeviceLine } from './line.ts'
import { pause } from './waiting.ts'

const pollMs = 300
const answerMs = 1000
/** Looks in a row without an answer, until the slot is silent, and then until its line is opened anew. */
const missesAllowed = 2

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
  /** What the card in the slot says of itself at a reset; null while there is none. */
  #atr: Uint8Array | null = null
  /** Whether the listener was told that the slot is there. */
  #there = false
  #misses = 0
  /** The line is given up by ourselves: no news. */
  #reopening = false

  constructor(transport: Transport, status: DeviceStatus, listener: SlotListener) {
    this.#listener = listener
    this.#line = new DeviceLine<Uint8Array>({
      transport,
      counters: status.counters,
      decoder: () => new VpcdDecoder(),
      onMessage: () => {},
      onOpen: () => {
        this.#reopening = false
      },
      onAbsent: () => {
        this.#gone()
        this.#there = false
        if (!this.#reopening) listener.onSlot(false)
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
      if (this.#line.open) await this.#look()
      await pause(pollMs, signal)
    }
  }

  /** Asks what lies in the slot: an empty answer is an empty slot. */
  async #look(): Promise<void> {
    const atr = await this.#ask(Uint8Array.of(vpcdControl.atr))
    if (atr === null) return this.#missed()
    this.#misses = 0
    if (!this.#there) {
      this.#there = true
      this.#listener.onSlot(true)
    }
    if (atr.length === 0) return this.#gone()
    const card: SlotCard = { transmit: (command) => this.#ask(command), release: async () => {} }
    if (this.#atr !== null && Buffer.compare(this.#atr, atr) === 0 && (await this.#listener.isSameCard(card)))
      return
    this.#gone()
    this.#atr = atr
    await this.#line.send(encodeVpcd(Uint8Array.of(vpcdControl.on)))
    this.#listener.onCard(card)
  }

  /** No answer. A line that was lost is told of by itself. */
  async #missed(): Promise<void> {
    if (!this.#line.open) return
    this.#misses += 1
    if (this.#misses % missesAllowed !== 0) return
    if (this.#there || this.#misses === missesAllowed) this.#listener.onSilent()
    this.#there = false
    // A host that lost its power closes nothing: a new connection finds it as soon as it is back.
    this.#reopening = true
    await this.#line.reopen()
  }

  async #ask(message: Uint8Array): Promise<Uint8Array | null> {
    const answer = await this.#line.request(encodeVpcd(message), (bytes) => bytes, { timeoutMs: answerMs })
    return answer.ok ? answer.value : null
  }

  #gone(): void {
    if (this.#atr === null) return
    this.#atr = null
    this.#listener.onCardGone()
  }
}
