import type { IdCardReaderConfig } from '../../contract/devices/id-card-reader.ts'
import { ok, type Result } from '../../core/result.ts'
import type { IdCardReader } from '../driver/id-card-reader.ts'
import { SamVReader } from '../driver/sam-v-reader.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'

export type MadeCardReader = Made<IdCardReaderConfig, IdCardReader, SimulatedSamVReader>

export async function makeCardReader(
  config: IdCardReaderConfig,
  options: MakeOptions,
): Promise<Result<MadeCardReader, MakeFault>> {
  const way = await wayTo(config.transport, () => new SimulatedSamVReader())
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new SamVReader({
    name: config.name,
    transport,
    ...(options.readerTiming ? { timing: options.readerTiming } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}
