import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CardReading } from '../driver/id-card-reader.ts'
import { SamVReader, type SamVTiming } from '../driver/sam-v-reader.ts'
import { openPtyPort } from '../simulator/pty-port.ts'
import { type SamVSimulatorOptions, SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { serialTransport } from '../transport/serial.ts'
import { tcpTransport } from '../transport/tcp.ts'

/** Delays of a reader for tests: as short as the machine lets them be. */
export const quickReader: SamVTiming = { pollMs: 15, answerMs: 150, readMs: 250, owedMs: 600, flushMs: 40 }

/** A driver and a simulated reader at the two ends of a real line. */
export interface CardBench {
  readonly device: SimulatedSamVReader
  readonly reader: SamVReader
  /** What the driver told of cards, in order. */
  readonly told: CardReading[]
  /** The same in short: `read 1101…0016` or the failure. */
  said(): string[]
  close(): Promise<void>
}

export type CardWay = 'a serial port' | 'TCP'

export async function setUpReader(
  way: CardWay,
  options: SamVSimulatorOptions & { timing?: SamVTiming; baudRate?: number } = {},
): Promise<CardBench> {
  const folder = mkdtempSync(join(tmpdir(), 'cards-'))
  const device = new SimulatedSamVReader(options)
  const paced = options.baudRate === undefined ? {} : { baudRate: options.baudRate }
  const serial = way === 'a serial port'
  const port = serial
    ? openPtyPort(device, { link: join(folder, 'by-id', 'reader'), ...paced })
    : await openTcpPort(device, 0, paced)
  const reader = new SamVReader({
    name: 'reader',
    transport: serial ? serialTransport(port.address, 115_200) : tcpTransport(port.address),
    timing: options.timing ?? quickReader,
  })
  const told: CardReading[] = []
  reader.onCard((reading) => told.push(reading))
  reader.start()
  return {
    device,
    reader,
    told,
    said: () => told.map((one) => (one.what === 'read' ? `read ${one.card.person().idNumber}` : one.why)),
    async close() {
      await reader.stop()
      device.stop()
      await port.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** The number on a card of a tray. */
export function numberOn(device: SimulatedSamVReader, card: string): string {
  const text = device.cards.find((one) => one.card === card)?.text
  if (text === undefined || text.type === 'other') throw new Error('no such card')
  return text.idNumber ?? ''
}
