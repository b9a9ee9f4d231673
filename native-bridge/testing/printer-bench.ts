import type { DeviceRow } from '../../contract/devices/row.ts'
import type { PrinterModel } from '../codec/escpos-status.ts'
import { EscposPrinter } from '../driver/escpos-printer.ts'
import type { EscposTiming } from '../driver/escpos-timing.ts'
import type { RollOptions } from '../driver/paper-roll.ts'
import { SimulatedEscposPrinter, type SimulatorOptions } from '../simulator/escpos-printer.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { tcpTransport } from '../transport/tcp.ts'
import type { Transport } from '../transport/transport.ts'

/** The driver's delays, shortened so that a test of ten seconds' patience takes one. */
export const quickTiming: EscposTiming = {
  readyMs: 1000,
  foundReadyMs: 200,
  finishedMs: 1500,
  answerMs: 500,
  takenMs: 500,
  drainMs: 100,
  promptMs: 50,
  againMs: 20,
  watchMs: 20,
  idleMs: 50,
  settledMs: 150,
  proofAgainMs: 200,
  flushMs: 60,
  notTakenMs: 100,
  reconnectMs: [20, 40],
}

export interface Bench {
  readonly device: SimulatedEscposPrinter
  readonly printer: EscposPrinter
  /** Every state that the driver told, as `state/detail`. */
  readonly told: string[]
  /** Resolves when the row is so, at once if it already is. */
  until(state: DeviceRow['state'], detail?: string): Promise<DeviceRow>
  close(): Promise<void>
}

export interface BenchOptions extends SimulatorOptions {
  readonly timing?: Partial<EscposTiming>
  readonly model?: PrinterModel
  readonly roll?: RollOptions
}

/** A driver, and a simulated printer at the other end of a cable. */
export async function setUpBench(options: BenchOptions = {}): Promise<Bench> {
  const device = new SimulatedEscposPrinter({ speedMmPerSecond: Number.POSITIVE_INFINITY, ...options })
  const port = await openTcpPort(device)
  const bench = drive(tcpTransport(port.address), options)
  return {
    device,
    ...bench,
    async close() {
      await bench.printer.stop()
      device.stop()
      await port.close()
    },
  }
}

/** A started driver on any transport. */
export function drive(
  transport: Transport,
  options: BenchOptions = {},
): Pick<Bench, 'printer' | 'told' | 'until'> {
  const printer = new EscposPrinter({
    name: 'printer',
    columns: 48,
    transport,
    timing: { ...quickTiming, ...options.timing },
    model: options.model ?? 'standard',
    ...(options.roll ? { roll: options.roll } : {}),
  })
  const told: string[] = []
  printer.onChange((row) => told.push(`${row.state}/${row.detail}`))
  printer.start()
  return {
    printer,
    told,
    until: (state, detail = '') =>
      new Promise((resolve) => {
        const check = (row: DeviceRow) => {
          if (row.state !== state || row.detail !== detail) return
          stop()
          resolve(row)
        }
        const stop = printer.onChange(check)
        check(printer.row())
      }),
  }
}
