import { join } from 'node:path'
import type { Logger } from 'pino'
import type { BridgeConfig } from '../contract/bridge.ts'
import type { DeviceRow } from '../contract/devices/row.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { volumeAt } from '../core/voice/volume.ts'
import { createLogger } from '../web/logger.ts'
import { describeFaults } from './config.ts'
import type { EscposTiming } from './driver/escpos-timing.ts'
import type { SamVTiming } from './driver/sam-v-reader.ts'
import { HallClock } from './hall/hall-clock.ts'
import { linkToHall } from './hall/hall-link.ts'
import { rollMemory } from './printing/paper-memory.ts'
import { type MadeDevice, makeDevices } from './registry.ts'
import { bridgeServer } from './server.ts'
import { openBridgeStore } from './store.ts'
import { TerminalWork } from './terminal-work.ts'

export interface BridgeOptions {
  /** Where the built pages lie; `dist/pages` unless told. */
  readonly pagesFolder?: string
  readonly log?: Logger
  /** The printer's delays; tests shorten them. */
  readonly printerTiming?: EscposTiming
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
  const clock = new HallClock()
  const made = await makeDevices(config.devices, {
    log,
    rollOf: (device) => rollMemory(db, device, log),
    volumeNow: (volumes) => volumeAt(volumes, clock.timeOfDay()),
    ...(options.printerTiming ? { printerTiming: options.printerTiming } : {}),
    ...(options.readerTiming ? { readerTiming: options.readerTiming } : {}),
  })
  if (!made.ok) {
    store.value.close()
    return fail(describeFaults('devices', made.problem))
  }
  const devices = made.value
  const link = linkToHall(config)
  const work = new TerminalWork({ devices, db, link, clock, log })
  let port = config.port
  const app = bridgeServer({
    config,
    devices,
    queue: work.queue,
    desk: work.desk,
    link,
    pagesFolder: options.pagesFolder ?? join(import.meta.dirname, '..', 'dist', 'pages'),
    log,
    hallThere: () => work.hallThere,
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
  await work.start()

  return ok({
    url: `http://127.0.0.1:${port}`,
    devices: () => devices.map(({ device }) => device.row()),
    simulator: (name) => devices.find(({ config }) => config.name === name)?.simulator ?? null,
    async close() {
      await app.close()
      await work.stop()
      await link.close()
      store.value.close()
    },
  })
}

function isPortTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
