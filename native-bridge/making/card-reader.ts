import type { IdCardReaderConfig } from '../../contract/devices/id-card-reader.ts'
import { ok, type Result } from '../../core/result.ts'
import type { IdCardReader } from '../driver/id-card-reader.ts'
import { SamVReader } from '../driver/sam-v-reader.ts'
import { SimulatedSamVReader } from '../simulator/sam-v-reader.ts'
import type { UsbPipes } from '../transport/usb-bulk.ts'
import { type Made, type MakeFault, type MakeOptions, wayTo } from './made.ts'

export type MadeCardReader = Made<IdCardReaderConfig, IdCardReader, SimulatedSamVReader>

/** On USB a reader takes and gives preamble and length on one pair of pipes, the rest on another (81h, 02h; 85h, 06h). */
const usbPipes: UsbPipes = { out: 2, in: 1, body: { afterBytes: 7, out: 6, in: 5 } }

export async function makeCardReader(
  config: IdCardReaderConfig,
  options: MakeOptions,
): Promise<Result<MadeCardReader, MakeFault>> {
  const way = await wayTo(config.transport, () => new SimulatedSamVReader(), {
    pipes: usbPipes,
    ...(options.findUsb ? { find: options.findUsb } : {}),
  })
  if (!way.ok) return way
  const { transport, simulator, close } = way.value
  const device = new SamVReader({
    name: config.name,
    transport,
    ...(options.readerTiming ? { timing: options.readerTiming } : {}),
  })
  return ok({ kind: config.kind, config, device, simulator, close })
}
