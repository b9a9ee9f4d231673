import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { DeviceCounters, DeviceRow } from '../contract/devices/row.ts'
import { deviceState } from '../contract/devices/row.ts'

/** What only grows while a bridge runs. What was used of one roll does not: it begins again with the next. */
const counted: Readonly<Record<Exclude<keyof DeviceCounters, 'paperMm'>, string>> = {
  framesIn: 'Whole messages that the device sent',
  framesOut: 'Messages sent to the device',
  discardedBytes: 'Bytes that no message of the device explains',
  retries: 'Requests sent once more because no answer came',
  opened: 'How often the way to the device was opened',
  printedMm: 'Paper used, of every roll, in millimetres',
  doubles: 'Repeated frames that were dropped',
  strangers: 'Frames of addresses that no device has',
  unknownPresses: 'Keys and scores that the profile does not know',
  callsLacking: 'Calls that could not be said whole because the voice pack lacks clips',
}

function metricOf(counter: string): string {
  if (counter === 'printedMm') return 'govhall_device_paper_mm_total'
  return `govhall_device_${counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`
}

/** What Prometheus may ask of a bridge: each device's state and counters, whether the hall is there, the process. */
export function serveMetrics(
  app: FastifyInstance,
  options: { readonly devices: () => readonly DeviceRow[]; readonly hallThere: () => boolean },
): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'govhall_hall_there',
    help: 'Whether the hall was heard lately',
    registers: [registry],
    collect() {
      this.set(options.hallThere() ? 1 : 0)
    },
  })
  new Gauge({
    name: 'govhall_device_state',
    help: 'The state in which a device is: 1 for that one, 0 for the others',
    labelNames: ['device', 'kind', 'state'],
    registers: [registry],
    collect() {
      for (const { name: device, kind, state } of options.devices())
        for (const one of deviceState.options) this.set({ device, kind, state: one }, one === state ? 1 : 0)
    },
  })
  new Gauge({
    name: 'govhall_device_roll_used_mm',
    help: 'Paper used of the roll that is in the device, in millimetres',
    labelNames: ['device', 'kind'],
    registers: [registry],
    collect() {
      for (const { name: device, kind, counters } of options.devices())
        if (counters.paperMm !== undefined) this.set({ device, kind }, counters.paperMm)
    },
  })
  for (const [name, help] of Object.entries(counted))
    new Counter({
      name: metricOf(name),
      help,
      labelNames: ['device', 'kind'],
      registers: [registry],
      collect() {
        // The driver counts; here it is only told.
        this.reset()
        for (const row of options.devices()) {
          const value = new Map<string, number | undefined>(Object.entries(row.counters)).get(name)
          if (value !== undefined) this.inc({ device: row.name, kind: row.kind }, value)
        }
      },
    })
  app.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
