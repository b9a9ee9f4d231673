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
import { DeviceTeller } from './device-teller.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { SamVTiming } from './driver/sam-v-reader.ts'
import { linkToHall } from './hall-link.ts'
import { padServiceFor } from './pads/serve-pads.ts'
import { PrintQueue } from './print-queue.ts'
import { devicesOf, type MadeDevice, makeDevices } from './registry.ts'
import { HallReports } from './reports.ts'
import { ReprintListener } from './reprints.ts'
import { WindowScreensService } from './screens/window-screens.ts'
import { bridgeServer } from './server.ts'
import type { SimulatedPadBus } from './simulator/pad-bus.ts'
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
  /** A simulated line of pads by its name; null for a real one. */
  padBus(name: string): SimulatedPadBus | null
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
  // The hall's, once it was reached; volumes by hour go by it.
  const clock = { timeZone: 'Asia/Shanghai', offsetMs: 0 }
  const made = await makeDevices(config.devices, {
    log,
    volumeNow: (volumes) => volumeAt(volumes, localTime(Date.now() + clock.offsetMs, clock.timeZone)),
    ...(options.timing ? { timing: options.timing } : {}),
    ...(options.readerTiming ? { readerTiming: options.readerTiming } : {}),
  })
  if (!made.ok) return fail(describeFaults('devices', made.problem))
  const store = openBridgeStore(config.data)
  if (!store.ok) {
    for (const one of made.value) await one.close()
    return store
  }
  const { db } = store.value
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
    readers: devices.flatMap((made) => (made.kind === 'id-card-reader' ? [made.device] : [])),
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
  const pads = padServiceFor(devices, { db, link, log })
  const screens = new WindowScreensService({
    devices: devices.filter((one) => one.kind === 'led-screen'),
    link,
    log,
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
  pads?.start()
  desk.start()
  for (const { device } of devices) device.start()
  reports.start()
  reprints.start()
  screens.start()
  voices.start()
  await Promise.all(known)
  teller.tellAll()

  return ok({
    url: `http://127.0.0.1:${port}`,
    devices: () => devices.map(({ device }) => device.row()),
    simulator: (name) => devices.find(({ device }) => device.row().name === name)?.simulator ?? null,
    padBus(name) {
      const found = devices.find(({ device }) => device.row().name === name)
      return found?.kind === 'call-pad' || found?.kind === 'rating-pad' ? found.simulator : null
    },
    async close() {
      await app.close()
      await reprints.stop()
      teller.stop()
      await pads?.stop()
      desk.stop()
      await screens.stop()
      await voices.stop()
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

/** A device's first word, or a quarter of a second: an absent one must not hold the terminal up. */
function firstState(device: { onChange(listener: () => void): () => void }): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(limit)
      stop()
      resolve()
    }
    const limit = setTimeout(done, 250)
    const stop = device.onChange(done)
  })
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
