import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { portThatStaysFree } from '../simulator/port-that-stays-free.ts'
import { SimulatedSocialCard } from '../simulator/social-card.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import type { CardSlot } from '../transport/card-slot.ts'
import { pcscSlot } from '../transport/pcsc.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { DeviceStatus } from './device.ts'
import type { CardReading } from './id-card-reader.ts'
import { SocialCardReader } from './social-card-reader.ts'
import { vpcdSlot } from './vpcd-slot.ts'

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

function started(slot: (status: DeviceStatus) => CardSlot): {
  reader: SocialCardReader
  told: string[]
  readings: CardReading[]
} {
  const reader = new SocialCardReader({ name: 'social', place: 'here', slot })
  const told: string[] = []
  const readings: CardReading[] = []
  reader.onCard((reading) => {
    readings.push(reading)
    told.push(
      reading.what === 'read'
        ? `${reading.card.kind} ${reading.card.person().name} ${reading.card.person().idNumber}`
        : reading.why,
    )
  })
  reader.start()
  ends.push(() => reader.stop())
  return { reader, told, readings }
}

async function setUp() {
  const card = new SimulatedSocialCard()
  const port = await openTcpPort(card)
  ends.push(async () => {
    card.stop()
    await port.close()
  })
  const on = started((status) => vpcdSlot(tcpTransport(port.address), status))
  await expect.poll(() => on.reader.row().state).toBe('ready')
  return { card, ...on }
}

/** What a reading of a well card of the tray says. */
function said(device: SimulatedSocialCard, card: string): string {
  const { name, idNumber } = must(
    device.cards.find((one) => one.card === card),
    card,
  )
  return `social-security ${name} ${idNumber}`
}

describe('a reader of social-security cards', () => {
  it('reads each card once, when it is put in', async () => {
    const { card, told } = await setUp()
    card.insert('social')
    await expect.poll(() => told).toEqual([said(card, 'social')])
    card.remove()
    await expect.poll(() => card.seenEmpty).toBe(true)
    card.insert('social-elder')
    await expect.poll(() => told).toEqual([said(card, 'social'), said(card, 'social-elder')])
  })

  it('fetches what a card gives in pieces', async () => {
    const { card, told } = await setUp()
    card.asksForLength = true
    card.insert('social')
    await expect.poll(() => told).toEqual([said(card, 'social')])
  })

  it.each([
    ['social-locked', 'unknown-kind'],
    ['other-chip', 'wrong-card'],
  ])('says why %s gave nobody', async (inserted, why) => {
    const { card, told } = await setUp()
    card.insert(inserted)
    await expect.poll(() => told).toEqual([why])
  })

  it('is absent without its cable, reads nothing of a card pulled out early, and works again', async () => {
    const { card, reader, told } = await setUp()
    card.faults.silent = true
    card.insert('social')
    card.plug(false)
    await expect.poll(() => reader.row().state).toBe('absent')
    card.remove()
    card.faults.silent = false
    card.plug(true)
    await expect.poll(() => reader.row().state).toBe('ready')
    card.insert('social-elder')
    await expect.poll(() => told).toEqual([said(card, 'social-elder')])
  })

  it('shows nothing of a person in its row, or in an inspection of itself or of a reading', async () => {
    const { card, reader, told, readings } = await setUp()
    card.insert('social')
    await expect.poll(() => told).toHaveLength(1)
    const person = must(
      card.cards.find((one) => one.card === 'social'),
      'social',
    )
    const seen = inspect([reader.row(), reader, readings], { depth: 10, showHidden: true, getters: true })
    expect(seen).not.toContain(person.name)
    expect(seen).not.toContain(person.idNumber)
  })
})

const daemon = '/usr/sbin/pcscd'
const virtualReader = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'
const hindrance =
  existsSync(daemon) && existsSync(virtualReader) && process.getuid?.() === 0
    ? null
    : 'needs root and the packages pcscd and vsmartcard-vpcd'
if (hindrance) console.warn(`a PC/SC service is not tried: ${hindrance}`)

describe.skipIf(hindrance !== null)('through a PC/SC service, with a virtual reader', () => {
  let service: ChildProcess
  let port: number
  const folder = mkdtempSync(join(tmpdir(), 'govhall-pcsc-'))
  const config = join(folder, 'vpcd')
  const startService = async () => {
    service = spawn(daemon, ['-f', '-c', config], { stdio: 'ignore' })
    await reachable(port)
  }
  beforeAll(async () => {
    port = await portThatStaysFree()
    writeFileSync(
      config,
      [
        'FRIENDLYNAME "Virtual PCD"',
        `DEVICENAME /dev/null:${port}`,
        `LIBPATH ${virtualReader}`,
        `CHANNELID ${port}`,
        '',
      ].join('\n'),
    )
    await startService()
  })
  afterAll(async () => {
    service.kill('SIGTERM')
    if (service.exitCode === null) await once(service, 'exit')
    rmSync(folder, { recursive: true })
  })

  /** The card is in the reader as long as it is connected to it. */
  async function putIn(card: SimulatedSocialCard): Promise<Socket> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const cable = card.attach({ receive: (bytes) => socket.write(bytes), drop: () => socket.destroy() })
    socket.on('data', (bytes) => cable.send(bytes))
    socket.on('close', () => cable.detach())
    socket.on('error', () => {})
    ends.push(() => {
      socket.destroy()
    })
    return socket
  }

  it('reads a card, and the next one', { timeout: 30_000 }, async () => {
    const { reader, told } = started(() => pcscSlot('Virtual PCD'))
    await expect.poll(() => reader.row().state, { timeout: 5000 }).toBe('ready')
    const first = new SimulatedSocialCard()
    first.insert('social')
    const slot = await putIn(first)
    await expect.poll(() => told, { timeout: 10_000 }).toEqual([said(first, 'social')])
    slot.destroy()
    await once(slot, 'close')
    const second = new SimulatedSocialCard()
    second.insert('social-elder')
    // The service looks for a card every now and then: the slot has to be seen empty in between.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    await putIn(second)
    await expect
      .poll(() => told, { timeout: 10_000 })
      .toEqual([said(first, 'social'), said(second, 'social-elder')])
  })

  it('is absent while the service is away, and there again after it', { timeout: 30_000 }, async () => {
    const { reader } = started(() => pcscSlot('Virtual PCD'))
    await expect.poll(() => reader.row().state, { timeout: 5000 }).toBe('ready')
    service.kill('SIGTERM')
    await once(service, 'exit')
    await expect.poll(() => reader.row().state, { timeout: 10_000 }).toBe('absent')
    await startService()
    await expect.poll(() => reader.row().state, { timeout: 10_000 }).toBe('ready')
  })
})

/** Resolves when the virtual reader's port takes connections. */
async function reachable(port: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const socket = connect(port, '127.0.0.1')
    const there = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (there) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('the PC/SC service did not start')
}
