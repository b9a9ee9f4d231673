import { existsSync } from 'node:fs'
import type { TicketPrinterConfig } from '../../contract/devices/ticket-printer.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { EscposPrinter } from '../driver/escpos-printer.ts'
import type { TicketPrinter } from '../driver/ticket-printer.ts'
import { FontGlyphs } from '../glyphs/glyph-source.ts'
import { readLogo } from '../glyphs/logo.ts'
import { SimulatedEscposPrinter } from '../simulator/escpos-printer.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'

export type MadePrinter = Made<TicketPrinterConfig, TicketPrinter, SimulatedEscposPrinter>

export async function makeTicketPrinter(
  config: TicketPrinterConfig,
  options: MakeOptions,
): Promise<Result<MadePrinter, MakeFault>> {
  const logo = config.logo === undefined ? ok(null) : readLogo(config.logo, config.columns * 12)
  if (!logo.ok) return fail({ at: 'logo', message: logo.problem })
  if (config.font !== undefined && !existsSync(config.font))
    return fail({ at: 'font', message: `字体文件读不到：${config.font}` })
  const way = await wayTo(config.transport, () => simulatedPrinter(config))
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new EscposPrinter({
    name: config.name,
    columns: config.columns,
    transport,
    dress: { logo: logo.value, glyphs: new FontGlyphs(config.font === undefined ? [] : [config.font]) },
    roll: {
      // 80 mm paper is sold in rolls of 80 m, 58 mm paper in rolls of 30 m.
      rollMm: config.rollMm ?? (config.columns >= 42 ? 80_000 : 30_000),
      lowTickets: config.lowTickets,
      memory: options.rollOf?.(config.name),
    },
    onNoise: (discardedBytes) =>
      options.log.warn({ device: config.name, discardedBytes }, 'bytes that no printer says'),
    ...(config.model ? { model: config.model } : {}),
    ...(options.printerTiming ? { timing: options.printerTiming } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}

function simulatedPrinter({ columns, model }: TicketPrinterConfig): SimulatedEscposPrinter {
  return new SimulatedEscposPrinter({ columns, ...(model ? { model } : {}) })
}
