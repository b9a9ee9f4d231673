import fastify, { type FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { type DockAction, type DockPanel, dockAnswer, dockedDevice } from '../contract/dock.ts'
import { installProblems } from '../web/problems.ts'
import { serveDock } from './dock-routes.ts'
import { SimulatedDevice } from './simulator/device.ts'
import { actOnLine, type Docked, isOnDock } from './simulator/docked.ts'

/** A scanner with nothing behind it: what the routes need of a simulated device. Real: the server and its stream. */
class Example extends SimulatedDevice implements Docked {
  last: string | null = null

  panel(): DockPanel {
    return { kind: 'scanner', last: this.last }
  }

  act(action: DockAction): boolean {
    if (action.do !== 'scan') return actOnLine(this, action)
    this.last = action.code
    this.changed()
    return true
  }

  protected hear(): void {}
}

const running: FastifyInstance[] = []
afterEach(async () => {
  for (const app of running.splice(0)) await app.close()
})

async function serve(simulator: Example) {
  const app = fastify({ forceCloseConnections: true })
  running.push(app)
  installProblems(app)
  serveDock(app, [{ name: 'scanner', simulator }], '/kiosk/')
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const post = async (name: string, body: unknown) => {
    const answer = await fetch(`${url}/api/v1/dock/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: await answer.json() }
  }
  return { url, post }
}

it('tells of each device and does what is done to it', async () => {
  const simulator = new Example()
  expect(isOnDock(simulator)).toBe(true)
  const { url, post } = await serve(simulator)
  const row = { name: 'scanner', cableIn: true, powerOn: true, silent: false, lateMs: 0 }
  expect(dockAnswer.parse(await (await fetch(`${url}/api/v1/dock`)).json())).toEqual({
    devices: [{ ...row, panel: { kind: 'scanner', last: null } }],
    page: '/kiosk/',
  })
  expect(await post('scanner', { do: 'scan', code: 'K7QM' })).toEqual({
    status: 200,
    body: { ...row, panel: { kind: 'scanner', last: 'K7QM' } },
  })
  await post('scanner', { do: 'plug', cableIn: false })
  expect(simulator.plugged).toBe(false)
})

it('refuses what this kind does not have, what nobody knows, and a device that is not there', async () => {
  const { post } = await serve(new Example())
  expect(await post('scanner', { do: 'load-paper', mm: 5 })).toMatchObject({
    status: 409,
    body: { code: 'not-on-this-device' },
  })
  expect(await post('scanner', { do: 'explode' })).toMatchObject({
    status: 422,
    body: { code: 'validation' },
  })
  expect(await post('printer', { do: 'take-ticket' })).toMatchObject({ status: 404 })
})

it('streams a device’s whole row first and after changes: at once the first, of a burst only the last', async () => {
  const simulator = new Example()
  const { url } = await serve(simulator)
  const answer = await fetch(`${url}/api/v1/dock/stream`)
  if (answer.body === null) throw new Error('a stream has a body')
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const codes = () =>
    [...text.matchAll(/^event: docked\ndata: (.*)\n\n/gm)].map(([, data]) => {
      const { panel } = dockedDevice.parse(JSON.parse(data ?? ''))
      return panel.kind === 'scanner' ? panel.last : null
    })
  const readUntil = async (done: () => boolean) => {
    while (!done()) text += (await reader.read()).value ?? ''
  }
  await readUntil(() => codes().length === 1)
  for (let code = 1; code <= 100; code += 1) simulator.act({ do: 'scan', code: String(code) })
  await readUntil(() => codes().at(-1) === '100')
  expect(codes()).toEqual([null, '1', '100'])
  await reader.cancel()
})
