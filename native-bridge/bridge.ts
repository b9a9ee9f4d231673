import { join } from 'node:path'
import type { Logger } from 'pino'
import type { BridgeConfig } from '../contract/bridge.ts'
import type { DeviceRow } from '../contract/devices/row.ts'
import { localTime } from '../core/day.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { volumeAt } from '../core/voice/volume.ts'
import { createLogger } from '../web/logger.ts'
import { CardDesk } from './cards/card-desk.ts'
import { describeFaults } from './config.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { SamVTiming } from './driver/sam-v-reader.ts'
import { DeviceTeller } from './hall/device-teller.ts'
import { linkToHall } from './hall/hall-link.ts'
import { HallReports } from './hall/reports.ts'
import { padServiceFor } from './pads/serve-pads.ts'
import { rollMemory } from './printing/paper-memory.ts'
import { PrintQueue } from './printing/print-queue.ts'
import { ReprintListener } from './printing/reprints.ts'
import { devicesOf, type MadeDevice, makeDevices } from './registry.ts'
import { WindowScreensService } from './screens/window-screens.ts'
import { bridgeServer } from './server.ts'
import { ZoneVoices } from './speaker/zone-voice.ts'
import { openBridgeStore } from './store.ts'

export interface BridgeOptions {
  /** Where the built pages lie; `dist/pages` unless told. */
  readonly pagesFolder?: string
  readonly log?: Logger
  /** The printer's delays; tests shorten them. */
  readonly timing?: EscposTiming
  /** The card reader's. */
  readonly readerTiming?: SamVTiming
}

/** A running bridge. */
export interface Bridge {
  readonly url: string
  devices(): DeviceRow[]
  /** A simulated device by its name, for tests and demonstrations; null for a real one. */
  simulator(name: string): MadeDevice['simulator']
  /** Prints end or are given up, everything is closed. */
  close(): Promise<void>
}

/**
 * Starts one terminal's service: devices, print queue, what it tells the hall and hears of it, and the server on
 * loopback. Resolves when it listens, with the devices' first state known where they answer at once.
 */
export async function startBridge(
  config: BridgeConfig,
  options: BridgeOptions = {},
): Promise<Result<Bridge, string>> {
  const log = options.log ?? createLogger('bridge')
  const store = openBridgeStore(config.data)
  if (!store.ok) return store
  const { db } = store.value
  // The hall's, once it was reached; volumes by hour go by it.
  const clock = { timeZone: 'Asia/Shanghai', offsetMs: 0 }
  const made = await makeDevices(config.devices, {
    log,
    rollOf: (device) => rollMemory(db, device, log),
    volumeNow: (volumes) => volumeAt(volumes, localTime(Date.now() + clock.offsetMs, clock.timeZone)),
    ...(options.timing ? { timing: options.timing } : {}),
    ...(options.readerTiming ? { readerTiming: options.readerTiming } : {}),
  })
  if (!made.ok) {
    store.value.close()
    return fail(describeFaults('devices', made.problem))
  }
  const link = linkToHall(config)
  const reports = new HallReports(db, link.call, log)
  const devices = made.value
  const queue = new PrintQueue({
    db,
    printer: devicesOf(devices, 'ticket-printer')[0]?.device ?? null,
    reports,
    paperOf: (id) => link.call('ticketPaper', { params: { id } }),
    log,
  })
  const desk = new CardDesk({
    readers: [...devicesOf(devices, 'id-card-reader'), ...devicesOf(devices, 'social-security-card')].map(
      ({ device }) => device,
    ),
    log,
  })
  let hallThere = false
  const reprints = new ReprintListener({
    db,
    link,
    queue,
    log,
    onHall(there) {
      hallThere = there
      if (there) reports.wake()
    },
  })
  const voices = new ZoneVoices({
    link,
    log,
    speakers: devicesOf(devices, 'speaker').map(({ config: { zoneId }, device }) => ({ zoneId, device })),
    onClock(timeZone, offsetMs) {
      clock.timeZone = timeZone
      clock.offsetMs = offsetMs
    },
  })
  const pads = padServiceFor(devices, { db, link, log })
  const screens = new WindowScreensService({ devices: devicesOf(devices, 'led-screen'), link, log })
  const services = [desk, voices, screens, ...(pads ? [pads] : [])]
  let port = config.port
  const app = bridgeServer({
    config,
    devices,
    queue,
    desk,
    link,
    pagesFolder: options.pagesFolder ?? join(import.meta.dirname, '..', 'dist', 'pages'),
    log,
    hallThere: () => hallThere,
    port: () => port,
  })
  try {
    const url = await app.listen({ port: config.port, host: '127.0.0.1' })
    port = Number(new URL(url).port)
  } catch (error) {
    await app.close()
    await link.close()
    for (const one of devices) await one.close()
    store.value.close()
    if (isPortTaken(error)) return fail(`端口 ${config.port} 已被占用，请在配置中换一个 port，或用 0。`)
    throw error
  }

  const known = devices.map(({ device }) => firstState(device))
  const teller = new DeviceTeller({
    devices: devices.map(({ device }) => device),
    tell: (row) => reports.device(row),
    log,
  })
  teller.start()
  for (const service of services) service.start()
  for (const { device } of devices) device.start()
  reports.start()
  reprints.start()
  await Promise.all(known)
  teller.tellAll()

  return ok({
    url: `http://127.0.0.1:${port}`,
    devices: () => devices.map(({ device }) => device.row()),
    simulator: (name) => devices.find(({ config }) => config.name === name)?.simulator ?? null,
    async close() {
      await app.close()
      await reprints.stop()
      for (const service of services) await service.stop()
      teller.stop()
      for (const { device, close } of devices) {
        await device.stop()
        await close()
      }
      await queue.settled()
      await reports.stop()
      await link.close()
      store.value.close()
    },
  })
}

/** A device's first word, or half a second: an absent one must not hold the terminal up. */
function firstState(device: { onChange(listener: () => void): () => void }): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit)
      stop()
      resolve()
    }
    const limit = setTimeout(done, 500)
    const stop = device.onChange(done)
  })
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
