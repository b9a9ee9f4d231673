import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { must } from '../../core/result.ts'
import { readPadProfile } from '../../native-bridge/codec/pad-profile.ts'
import { SimulatedEscposPrinter } from '../../native-bridge/simulator/escpos-printer.ts'
import { SimulatedPadBus } from '../../native-bridge/simulator/pad-bus.ts'
import { SimulatedSamVReader } from '../../native-bridge/simulator/sam-v-reader.ts'
import { madeUpPerson } from '../../native-bridge/testing/made-up-people.ts'
import { type HallChild, startChild } from '../hall-child.ts'
import { quantile } from '../quantile.ts'
import { makeReferenceStore, type ReferenceHall } from '../reference-store.ts'
import { type BridgeChild, startBridgeChild } from './bridge-child.ts'
import { type CableKind, layCable } from './cable.ts'
import { measureCards } from './card.ts'
import { openKioskPage } from './kiosk-page.ts'
import { overhear, type Spoken } from './overheard.ts'
import { measurePads, padsOf } from './pad.ts'
import { measureTouch } from './touch.ts'
import { timeWire } from './wire.ts'

/** How often each thing is done, and how long bridges are watched at rest. */
export interface DeviceEffort {
  readonly touches: number
  readonly cards: number
  readonly presses: number
  readonly restSeconds: number
}
export const fullDeviceEffort: DeviceEffort = { touches: 200, cards: 200, presses: 200, restSeconds: 35 }
export const quickDeviceEffort: DeviceEffort = { touches: 40, cards: 40, presses: 40, restSeconds: 10 }

/** Milliseconds. */
export interface Quantiles {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

/** Something from its beginning to its end, the same bytes over the wire alone, and what is left of each: ours. */
export interface BesideWire {
  readonly count: number
  readonly totalMs: Quantiles
  readonly wireMs: Quantiles
  readonly beyondMs: Quantiles
}

/** All that a run measured. */
export interface DeviceFigures {
  readonly touchSerial: BesideWire & { readonly bytes: number; readonly baudRate: number }
  readonly touchTcp: BesideWire & { readonly bytes: number }
  /** `beyondMs` is without the wait for the next question for a card, which is `pollMs`. */
  readonly card: BesideWire & {
    readonly baudRate: number
    readonly pollMs: Quantiles
    readonly laidAgain: number
  }
  readonly pad: BesideWire & { readonly baudRate: number; readonly pads: number }
  /** Share of one processor that bridges use at rest, in percent. */
  readonly rest: { readonly seconds: number; readonly padsPercent: number; readonly kioskPercent: number }
}

const kioskBaud = 115_200
const padBaud = 9600
/** So many of the conversations are said again over the wire alone; the others are as long. */
const wireTries = 60

/** Measures the devices of a hall in an empty folder, telling what it is about to do. */
export async function measureDevices(
  folder: string,
  effort: DeviceEffort,
  onStep: (says: string) => void,
): Promise<DeviceFigures> {
  onStep('建立参考大厅')
  const reference = await makeReferenceStore(join(folder, 'hall'))
  const hall = await startChild(reference.folder)
  const parts = { folder, effort, onStep, reference, hall }
  try {
    const kiosk = await measureKioskLine(parts)
    const touchTcp = await measureNetworkPrinter(parts)
    const pads = await measurePadLine(parts)
    return {
      touchSerial: kiosk.touch,
      touchTcp,
      card: kiosk.card,
      pad: pads.pad,
      rest: {
        seconds: effort.restSeconds,
        padsPercent: pads.restPercent,
        kioskPercent: kiosk.restPercent,
      },
    }
  } finally {
    await hall.stop()
  }
}

interface Parts {
  readonly folder: string
  readonly effort: DeviceEffort
  readonly onStep: (says: string) => void
  readonly reference: ReferenceHall
  readonly hall: HallChild
}

/** A kiosk with a printer and a card reader, each on a serial line of 115200 baud. */
async function measureKioskLine({ folder, effort, onStep, reference, hall }: Parts) {
  const kind = { baudRate: kioskBaud }
  const printer = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, paperMm: 1e9 })
  const reader = new SimulatedSamVReader({
    cards: Array.from({ length: effort.cards }, (_, n) => madeUpPerson(n)),
  })
  const [printerLine, readerLine] = [overhear(printer), overhear(reader)]
  const printerCable = await layCable(printerLine.device, kind, folder, 'printer')
  const readerCable = await layCable(readerLine.device, kind, folder, 'reader')
  const bridge = await startBridgeChild(join(folder, 'kiosk'), {
    hall: hall.url,
    token: must(reference.kiosks[0], 'the reference hall has kiosks'),
    devices: [
      { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: printerCable.config },
      { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: readerCable.config },
    ],
  })
  try {
    const page = await openKioskPage(bridge.url)
    onStep('触摸到小票，串口打印机')
    const touches = await measureTouch(page, printer, printerLine, reference.queueIds, effort.touches)
    onStep('放证到取号')
    const { samples, laidAgain } = await measureCards(
      page,
      reader,
      readerLine,
      reference.queueIds,
      effort.cards,
    )
    page.close()
    onStep('自助机终端服务空闲')
    const restPercent = await restOf(bridge, effort.restSeconds)
    onStep('只有线路')
    const touch = await besideWire(touches, kind, folder)
    const card = await besideWire(samples, kind, folder, ({ pollMs }) => pollMs)
    return {
      restPercent,
      touch: { ...touch, ...kind, bytes: bytesOf(touches.map(({ said }) => said)) },
      card: { ...card, ...kind, laidAgain, pollMs: quantilesOf(samples.map(({ pollMs }) => pollMs)) },
    }
  } finally {
    await bridge.stop()
    for (const device of [printer, reader]) device.stop()
    for (const cable of [printerCable, readerCable]) await cable.close()
  }
}

/** The same kiosk with a printer on the network. */
async function measureNetworkPrinter({ folder, effort, onStep, reference, hall }: Parts) {
  onStep('触摸到小票，网络打印机')
  const printer = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, paperMm: 1e9 })
  const line = overhear(printer)
  const cable = await layCable(line.device, 'tcp', folder, 'printer')
  const bridge = await startBridgeChild(join(folder, 'network-kiosk'), {
    hall: hall.url,
    token: must(reference.kiosks[1], 'the reference hall has several kiosks'),
    devices: [{ name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: cable.config }],
  })
  try {
    const page = await openKioskPage(bridge.url)
    const touches = await measureTouch(page, printer, line, reference.queueIds, effort.touches)
    page.close()
    const beside = await besideWire(touches, 'tcp', folder)
    return { ...beside, bytes: bytesOf(touches.map(({ said }) => said)) }
  } finally {
    await bridge.stop()
    printer.stop()
    await cable.close()
  }
}

/** A terminal with thirty-two pads of sixteen windows on one line of 9600 baud. */
async function measurePadLine({ folder, effort, onStep, reference, hall }: Parts) {
  const kind = { baudRate: padBaud }
  const read = readPadProfile('qs')
  if (!read.ok) throw new Error(read.problem)
  const pads = padsOf(reference.desks)
  const bus = new SimulatedPadBus({ kind: 'call-pad', profile: read.value, pads })
  const line = overhear(bus)
  const cable = await layCable(line.device, kind, folder, 'pads')
  const bridge = await startBridgeChild(join(folder, 'pads'), {
    hall: hall.url,
    token: must(reference.kiosks[2], 'the reference hall has several kiosks'),
    devices: [
      {
        name: 'pads',
        kind: 'call-pad',
        driver: 'frames',
        profile: 'qs',
        pads,
        transport: cable.config,
      },
    ],
  })
  try {
    onStep('按键到显示屏')
    const presses = await measurePads(hall.url, reference, bus, line, effort.presses)
    onStep('按键器终端服务空闲')
    const restPercent = await restOf(bridge, effort.restSeconds)
    const pad = await besideWire(presses, kind, folder)
    return { restPercent, pad: { ...pad, ...kind, pads: pads.length } }
  } finally {
    await bridge.stop()
    bus.stop()
    await cable.close()
  }
}

/** Processor time of a bridge while nobody does anything, as a share of one processor. */
async function restOf(bridge: BridgeChild, seconds: number): Promise<number> {
  // What was going on comes to its end first.
  await pause(1000)
  const before = await bridge.usage()
  const begunMs = performance.now()
  await pause(seconds * 1000)
  const after = await bridge.usage()
  const passedMs = performance.now() - begunMs
  return ((after.cpuMicroseconds - before.cpuMicroseconds) / 1000 / passedMs) * 100
}

async function besideWire<Sample extends { readonly totalMs: number; readonly said: readonly Spoken[] }>(
  samples: readonly Sample[],
  kind: CableKind,
  folder: string,
  waitMs: (sample: Sample) => number = () => 0,
): Promise<BesideWire> {
  if (samples.length === 0) throw new Error('nothing was measured')
  const conversations = samples.slice(0, wireTries).map(({ said }) => said)
  const wires = await timeWire(conversations, kind, folder)
  const usual = quantile(wires, 0.5)
  return {
    count: samples.length,
    totalMs: quantilesOf(samples.map(({ totalMs }) => totalMs)),
    wireMs: quantilesOf(wires),
    beyondMs: quantilesOf(samples.map((sample) => sample.totalMs - waitMs(sample) - usual)),
  }
}

function bytesOf(conversations: readonly (readonly Spoken[])[]): number {
  const sums = conversations.map((said) =>
    said.filter(({ from }) => from === 'host').reduce((sum, { bytes }) => sum + bytes.length, 0),
  )
  return quantile(sums, 0.5)
}

function quantilesOf(values: readonly number[]): Quantiles {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99), max: quantile(values, 1) }
}
