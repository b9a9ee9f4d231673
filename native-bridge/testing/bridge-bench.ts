import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { type BridgeConfig, bridgeConfig, type PrintState } from '../../contract/bridge.ts'
import { type Bridge, startBridge } from '../bridge.ts'
import type { SamVTiming } from '../driver/sam-v-reader.ts'
import { SimulatedEscposPrinter, type SimulatorOptions } from '../simulator/escpos-printer.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { quickReader } from './card-bench.ts'
import { type FakeHall, startFakeHall } from './fake-hall.ts'
import { quickTiming } from './printer-bench.ts'

/** A stand-in hall, a simulated printer on the network, and a bridge between them, on one data folder. */
export interface BridgeBench {
  readonly hall: FakeHall
  readonly printer: SimulatedEscposPrinter
  readonly config: BridgeConfig
  readonly folder: string
  bridge: Bridge
  /** Starts the bridge anew on the same store; `between` runs while it is down. */
  restart(between?: () => void): Promise<void>
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Asks for the ticket until its paper is settled, as the kiosk's page does. */
  settled(ticketId: string): Promise<PrintState>
  close(): Promise<void>
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly json: Record<string, unknown>
}

export interface BridgeBenchOptions extends SimulatorOptions {
  readonly devices?: unknown[]
  readonly pagesFolder?: string
  /** Short delays unless told. */
  readonly readerTiming?: SamVTiming
  readonly dock?: boolean
}

/** Puts a bench together; `devices` replaces the printer on the network. */
export async function setUpBridge(options: BridgeBenchOptions = {}): Promise<BridgeBench> {
  const folder = mkdtempSync(join(tmpdir(), 'bridge-'))
  const hall = await startFakeHall()
  const printer = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, ...options })
  const port = await openTcpPort(printer)
  const config = bridgeConfig.parse({
    hall: hall.url,
    token: hall.token,
    port: 0,
    data: join(folder, 'data'),
    role: 'kiosk',
    dock: options.dock ?? false,
    devices: options.devices ?? [
      { name: 'printer', kind: 'ticket-printer', driver: 'escpos', transport: { tcp: port.address } },
    ],
  })
  const start = async () => {
    const started = await startBridge(config, {
      printerTiming: quickTiming,
      readerTiming: options.readerTiming ?? quickReader,
      log: pino({ level: 'silent' }),
      pagesFolder: options.pagesFolder ?? join(folder, 'pages'),
    })
    if (!started.ok) throw new Error(started.problem)
    return started.value
  }
  const bench: BridgeBench = {
    hall,
    printer,
    config,
    folder,
    bridge: await start(),
    async restart(between) {
      await bench.bridge.close()
      between?.()
      bench.bridge = await start()
    },
    async call(method, path, body, headers = {}) {
      const answer = await fetch(bench.bridge.url + path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const type = answer.headers.get('content-type') ?? ''
      const text = await answer.text()
      return { status: answer.status, type, json: type.includes('json') ? JSON.parse(text) : { text } }
    },
    async settled(ticketId) {
      for (;;) {
        const { json } = await bench.call('GET', `/api/v1/tickets/${ticketId}`)
        const print = json['print']
        if (isSettled(print)) return print
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
    },
    async close() {
      await bench.bridge.close()
      printer.stop()
      await port.close()
      await hall.close()
      rmSync(folder, { recursive: true })
    },
  }
  return bench
}

function isSettled(print: unknown): print is PrintState {
  if (typeof print !== 'object' || print === null || !('state' in print)) return false
  return print.state !== 'queued' && print.state !== 'printing'
}
