import type { ScannerConfig } from '../../contract/devices/scanner.ts'
import { ok, type Result } from '../../core/result.ts'
import { LineScanner } from '../driver/line-scanner.ts'
import { SimulatedScanner } from '../simulator/scanner.ts'
import { type Made, type MakeFault, wayTo } from './made.ts'

export type MadeScanner = Made<ScannerConfig, LineScanner, SimulatedScanner>

export async function makeScanner(config: ScannerConfig): Promise<Result<MadeScanner, MakeFault>> {
  const way = await wayTo(config.transport, () => new SimulatedScanner())
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new LineScanner({ name: config.name, transport })
  return ok({ kind: config.kind, config, device, simulator, close })
}
