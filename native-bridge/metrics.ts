import type { FastifyInstance } from 'fastify'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { DeviceCounters, DeviceRow } from '../contract/devices/row.ts'
import { deviceState } from '../contract/devices/row.ts'

const counted: Readonly<Record<keyof DeviceCounters, string>> = {
  framesIn: 'Whole messages that the device sent',
  framesOut: 'Messages sent to the device',
  discardedBytes: 'Bytes that no message of the device explains',
  retries: 'Requests sent once more because no answer came',
  opened: 'How often the way to the device was opened',
  paperMm: 'Paper used, in millimetres',
  doubles: 'Repeated frames that were dropped',
  strangers: 'Frames of addresses that no device has',
  unknownPresses: 'Keys and scores that the profile does not know',
  callsLacking: 'Calls that could not be said whole because the voice pack lacks clips',
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
  for (const [name, help] of Object.entries(counted))
    new Counter({
      name: `govhall_device_${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}_total`,
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
