import type { TicketPrinterConfig } from '../../contract/devices/ticket-printer.ts'
import { ok, type Result } from '../../core/result.ts'
import { EscposPrinter } from '../driver/escpos-printer.ts'
import type { TicketPrinter } from '../driver/ticket-printer.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'

export type MadePrinter = Made<TicketPrinterConfig, TicketPrinter, SimulatedEscposPrinter>

export async function makeTicketPrinter(
  config: TicketPrinterConfig,
  options: MakeOptions,
): Promise<Result<MadePrinter, MakeFault>> {
  const way = await wayTo(config.transport, () => simulatedPrinter(config))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new EscposPrinter({
    name: config.name,
    columns: config.columns,
    transport,
    onNoise: (discardedBytes) =>
      options.log.warn({ device: config.name, discardedBytes }, 'bytes that no printer says'),
    ...(config.model ? { model: config.model } : {}),
    ...(options.timing ? { timing: options.timing } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}

function simulatedPrinter({ columns, model }: TicketPrinterConfig): SimulatedEscposPrinter {
  return new SimulatedEscposPrinter({ columns, ...(model ? { model } : {}) })
}
