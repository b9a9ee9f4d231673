import type { Card, Client, Reader } from 'pcsc-mini'
import type { CardSlot, SlotCard, SlotListener } from './card-slot.ts'

/** Between attempts to reach the PC/SC service, which may start after us or be restarted. */
const againMs = 1000

/**
 * A reader of the PC/SC service (`pcscd`), by a part of its name; the first one where that is empty. The library is
 * loaded only when a reader is configured: without the service, its own library may be missing on the machine.
 */
export function pcscSlot(readerName: string): CardSlot {
  return {
    place: `pcsc ${readerName === '' ? '*' : readerName}`,
    watch(listener) {
      const watching = new PcscWatch(readerName, listener)
      return { stop: () => watching.stop() }
    },
  }
}

/**
 * Clients that reached the service are never let go, one for each time it went: freeing one whose service went before it
 * throws where nobody can catch it (pcsc-mini 0.1.3).
 */
const kept = new Set<Client>()

class PcscWatch {
  readonly #name: string
  readonly #listener: SlotListener
  #client: Client | null = null
  #reader: Reader | null = null
  #present = false
  #stopped = false
  #again: NodeJS.Timeout | null = null

  constructor(name: string, listener: SlotListener) {
    this.#name = name
    this.#listener = listener
    void this.#connect()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    if (this.#again) clearTimeout(this.#again)
    this.#drop()
  }

  async #connect(): Promise<void> {
    const library = await import('pcsc-mini').catch(() => null)
    if (library === null || this.#stopped) return this.#lost()
    const client = new library.Client()
    client.on('reader', (reader) => {
      if (this.#reader === null && reader.name().includes(this.#name)) this.#take(reader, library)
    })
    client.on('error', () => {
      if (this.#client === client) this.#lost()
    })
    try {
      client.start()
      kept.add(client)
      this.#client = client
    } catch {
      this.#lost()
    }
  }

  #take(reader: Reader, library: typeof import('pcsc-mini')): void {
    this.#reader = reader
    this.#listener.onSlot(true)
    reader.on('disconnect', () => {
      if (this.#reader !== reader) return
      this.#reader = null
      this.#cardGone()
      this.#listener.onSlot(false)
    })
    reader.on('change', (status) => {
      const { ReaderStatus } = library
      const there = status.has(ReaderStatus.PRESENT) && !status.hasAny(ReaderStatus.MUTE)
      if (!there) return this.#cardGone()
      // Another program has it for itself now; its leaving is a change, too.
      if (this.#present || status.has(ReaderStatus.EXCLUSIVE)) return
      this.#present = true
      reader.connect(library.CardMode.SHARED).then(
        (card) => this.#listener.onCard(slotCard(card, library)),
        () => {
          this.#present = false
        },
      )
    })
  }

  #cardGone(): void {
    if (!this.#present) return
    this.#present = false
    this.#listener.onCardGone()
  }

  /** The service is not there, or went: what was there is gone, and is looked for again. */
  #lost(): void {
    this.#drop()
    if (this.#stopped) return
    this.#again = setTimeout(() => void this.#connect(), againMs)
  }

  #drop(): void {
    const client = this.#client
    this.#client = null
    const had = this.#reader !== null
    this.#reader = null
    this.#cardGone()
    if (had || !this.#stopped) this.#listener.onSlot(false)
    try {
      client?.stop()
    } catch {
      // The service went before us: there is nothing left to stop.
    }
  }
}

function slotCard(card: Card, library: typeof import('pcsc-mini')): SlotCard {
  return {
    transmit: (command) => card.transmit(command).then(copyOf, () => null),
    release: () => card.disconnect(library.CardDisposition.RESET).catch(() => {}),
  }
}

/** The answer's bytes are a view of the library's own buffer. */
function copyOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes)
}
