import type { HostEnd } from '../../native-bridge/simulator/device.ts'
import { type CableKind, layCable } from './cable.ts'
import type { Spoken } from './overheard.ts'

/** Bytes that one side says before the other answers. */
interface Turn {
  readonly from: Spoken['from']
  readonly bytes: Uint8Array
}

/** A wire that stands still this long has lost bytes. */
const stuckMs = 10_000

/**
 * The wire alone: says a conversation once more over a cable of the same kind, with nobody behind either end who
 * thinks. Each turn begins when the last byte of the one before it has arrived. Returns the milliseconds of each
 * conversation.
 */
export async function timeWire(
  conversations: readonly (readonly Spoken[])[],
  kind: CableKind,
  folder: string,
): Promise<number[]> {
  let host: HostEnd | null = null
  const arrivals = { host: new Arrivals(), device: new Arrivals() }
  const cable = await layCable(
    {
      plugged: true,
      onPlug: () => () => {},
      attach(end) {
        host = end
        return { send: (bytes) => arrivals.device.count(bytes.length), detach: () => {} }
      },
    },
    kind,
    folder,
    'wire',
  )
  const opened = await cable.transport.open({
    onData: (bytes) => arrivals.host.count(bytes.length),
    onClose: () => {},
  })
  if (!opened.ok) throw new Error(`the wire alone could not be opened: ${opened.problem}`)
  const tookMs: number[] = []
  try {
    // The first bytes show that both ends are there, and count for nothing.
    await crossing(arrivals.device, 1, () => opened.value.write(Uint8Array.of(0)))
    for (const conversation of conversations) {
      const turns = turnsOf(conversation)
      const begunMs = performance.now()
      for (const { from, bytes } of turns)
        if (from === 'host') await crossing(arrivals.device, bytes.length, () => opened.value.write(bytes))
        else await crossing(arrivals.host, bytes.length, () => host?.receive(bytes))
      tookMs.push(performance.now() - begunMs)
    }
  } finally {
    await opened.value.close()
    await cable.close()
  }
  return tookMs
}

/** Bytes of one side that came in pieces are one turn. */
function turnsOf(conversation: readonly Spoken[]): Turn[] {
  const turns: { from: Spoken['from']; pieces: Uint8Array[] }[] = []
  for (const { from, bytes } of conversation) {
    const last = turns.at(-1)
    if (last?.from === from) last.pieces.push(bytes)
    else turns.push({ from, pieces: [bytes] })
  }
  return turns.map(({ from, pieces }) => ({ from, bytes: Buffer.concat(pieces) }))
}

async function crossing(arrivals: Arrivals, bytes: number, say: () => unknown): Promise<void> {
  const arrived = arrivals.all(bytes)
  await say()
  await arrived
}

/** Counts bytes at one end of the wire. */
class Arrivals {
  #missing = 0
  #arrived: () => void = () => {}

  count(bytes: number): void {
    this.#missing -= bytes
    if (this.#missing <= 0) this.#arrived()
  }

  all(bytes: number): Promise<void> {
    this.#missing = bytes
    return new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error('bytes were lost on the wire')), stuckMs)
      this.#arrived = () => {
        clearTimeout(limit)
        resolve()
      }
    })
  }
}
