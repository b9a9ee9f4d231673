import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, describe, expect, it } from 'vitest'
import { deviceConfig } from '../../contract/bridge.ts'
import { dockAnswer } from '../../contract/dock.ts'
import { must } from '../../core/result.ts'
import { readWav, tone } from '../../core/voice/sound.ts'
import { EscposPrinter } from '../driver/escpos-printer.ts'
import { linePlayer } from '../driver/player.ts'
import { type MadeDevice, makeDevices } from '../registry.ts'
import { quickTiming } from '../testing/printer-bench.ts'
import { transportOf } from '../transport/way.ts'
import { aloneDevices, readAlone } from './arguments.ts'
import { commandHelp, readCommand } from './commands.ts'
import { type AloneDevice, startAlone } from './simulator.ts'

/** A device alone. Real: the port, the PTY, the dock's server; a driver of ours stands for somebody else's. */
const running: { close(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.close()
})

async function start(...argv: string[]): Promise<AloneDevice> {
  const asked = readAlone(argv)
  if (!asked.ok) throw new Error(asked.problem)
  const started = await startAlone(asked.value)
  if (!started.ok) throw new Error(started.problem)
  running.push(started.value)
  return started.value
}

function act(device: AloneDevice, line: string): boolean {
  const action = readCommand(line)
  if (!action.ok) throw new Error(action.problem)
  return device.simulator.act(action.value)
}

function drive(config: Parameters<typeof transportOf>[0]) {
  const transport = transportOf(config)
  if (!transport.ok) throw new Error(transport.problem)
  const driver = new EscposPrinter({
    name: 'printer',
    columns: 48,
    transport: transport.value,
    timing: quickTiming,
  })
  running.push({ close: () => driver.stop() })
  driver.start()
  return () => `${driver.row().state} ${driver.row().detail}`
}

/** What each kind is there for: begins it, and says whether it came out at the other end. */
function workOf(made: MadeDevice, alone: AloneDevice): () => boolean {
  let done = false
  switch (made.kind) {
    case 'ticket-printer':
      // A printer that is ready has answered what it was asked.
      return () => made.device.row().counters.framesIn > 0
    case 'id-card-reader':
    case 'social-security-card': {
      made.device.onCard(({ what }) => {
        done ||= what === 'read'
      })
      const panel = alone.simulator.panel()
      const card = 'cards' in panel ? must(panel.cards[0], 'a card').card : ''
      act(alone, `lay ${card}`)
      return () => done
    }
    case 'call-pad':
    case 'rating-pad': {
      made.device.onPress(() => {
        done = true
      })
      const panel = alone.simulator.panel()
      // Digits are sent with the key that follows them.
      const keys = 'pads' in panel ? must(panel.pads[0], 'a pad').keys.flat() : []
      const key = keys.find((one) => !/^\d$/.test(one.key)) ?? keys[0]
      act(alone, `press 1 ${must(key, 'a key').key}`)
      return () => done
    }
    case 'led-screen':
      return () => JSON.stringify(alone.simulator.panel()).includes('A001')
    case 'scanner':
      made.device.onScan((code) => {
        done ||= code === 'K7QM-3HX9'
      })
      act(alone, 'scan K7QM-3HX9')
      return () => done
    case 'speaker':
      made.device.hear({ seq: 1, ticketId: 't', number: 'A001', windowId: 'w', windowNumber: '3' })
      return () => JSON.stringify(alone.simulator.panel()).includes('A001')
  }
}

describe('one device alone', () => {
  it('on TCP answers a driver, and what is typed happens to it', async () => {
    const device = await start('escpos', '--tcp', '0')
    const how = drive({ tcp: device.address })
    await expect.poll(how).toBe('ready ')
    expect(act(device, 'paper out')).toBe(true)
    await expect.poll(how).toBe('fault paper-out')
    expect(act(device, '{"do":"load-paper","mm":80000}')).toBe(true)
    await expect.poll(how).toBe('ready ')
    expect(act(device, 'plug out')).toBe(true)
    await expect.poll(how).toBe('absent ')
    expect(act(device, 'plug in')).toBe(true)
    await expect.poll(how, { timeout: 5000 }).toBe('ready ')
    expect(act(device, 'lay resident')).toBe(false)
  })

  it.each(Object.keys(aloneDevices))('%s does its work for a driver of ours over TCP', async (word) => {
    const asked = readAlone([word, '--tcp', '0'])
    if (!asked.ok) throw new Error(asked.problem)
    const device = await start(word, '--tcp', '0')
    const config = deviceConfig.parse({ ...asked.value.device, transport: { tcp: device.address } })
    const made = await makeDevices([config], { log: pino({ level: 'silent' }) })
    if (!made.ok) throw new Error(made.problem.map(({ message }) => message).join())
    const driver = must(made.value[0], 'one was made')
    running.push({ close: () => driver.device.stop() })
    // A strip that has nothing to show is not asked for anything.
    if (driver.kind === 'led-screen') driver.device.show(1, { lines: ['A001'], colour: 'red' })
    driver.device.start()
    await expect.poll(() => driver.device.row().state, { timeout: 10_000 }).toBe('ready')
    await expect.poll(workOf(driver, device), { timeout: 10_000 }).toBe(true)
  })

  it('keeps what a loudspeaker sounded, and counts it', async () => {
    const folder = join(mkdtempSync(join(tmpdir(), 'alone-')), 'heard')
    running.push({ close: async () => rmSync(join(folder, '..'), { recursive: true }) })
    const device = await start('speaker', '--wav', folder)
    const transport = transportOf({ tcp: device.address })
    if (!transport.ok) throw new Error(transport.problem)
    const sound = tone(440, 50, 8000)
    for (const title of ['一', '二'])
      expect(await linePlayer(transport.value).play(sound, title, new AbortController().signal)).toBe('ended')
    await expect.poll(() => JSON.parse(device.show())).toMatchObject({ panel: { played: 2 } })
    expect(readdirSync(folder)).toEqual(['0001.wav', '0002.wav'])
    expect(readWav(readFileSync(join(folder, '0002.wav')))).toEqual({ ok: true, value: sound })
  })

  it('on a serial port in software answers under the name that was given', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'alone-'))
    running.push({ close: async () => rmSync(folder, { recursive: true }) })
    const link = join(folder, 'printer')
    const device = await start('escpos', '--pty', '--link', link, '--baud', '115200')
    expect(device.address).toBe(link)
    await expect.poll(drive({ serial: link, baudRate: 115_200 })).toBe('ready ')
  })

  it('has the dock beside it when asked', async () => {
    const device = await start('escpos', '--dock', '0')
    const answer = await fetch(new URL('/api/v1/dock', device.dock ?? ''))
    expect(dockAnswer.parse(await answer.json())).toMatchObject({
      devices: [{ name: 'escpos', panel: { kind: 'ticket-printer' } }],
      page: null,
    })
    expect(JSON.parse(device.show())).toMatchObject({ name: 'escpos', cableIn: true })
    const foreign = await fetch(new URL('/api/v1/dock/escpos', device.dock ?? ''), {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example', 'content-type': 'application/json' },
      body: '{"do":"take-ticket"}',
    })
    expect(foreign.status).toBe(403)
  })

  it('says it plainly when its port is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    running.push({ close: async () => void server.close() })
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const asked = readAlone(['escpos', '--tcp', String(port)])
    if (!asked.ok) throw new Error(asked.problem)
    expect(await startAlone(asked.value)).toEqual({
      ok: false,
      problem: `端口 ${port} 已被占用，请换一个，或用 0。`,
    })
  })
})

describe('what was asked for', () => {
  it('is read', () => {
    expect(readAlone(['pads', '--profile', 'hq', '--addresses', '3,4', '--tcp', '0'])).toMatchObject({
      ok: true,
      value: {
        device: {
          kind: 'call-pad',
          profile: 'hq',
          pads: [
            { address: 3, windowId: 'window-3' },
            { address: 4, windowId: 'window-4' },
          ],
        },
        way: { tcp: 0 },
      },
    })
    expect(readAlone(['onbon', '--baud', '9600'])).toMatchObject({
      ok: true,
      value: { device: { driver: 'onbon-bx5k', screens: [{ address: 1 }] }, baudRate: 9600 },
    })
  })

  it.each([
    [[], '用法'],
    [['toaster'], '用法'],
    [['escpos', '--tcp', 'x'], '--tcp 须为端口号'],
    [['escpos', '--tcp', '99999'], '--tcp 须为 0 到 65535'],
    [['escpos', '--tcp', '1', '--pty'], '只能用一个'],
    [['pads', '--addresses', 'a'], '--addresses 写作'],
    [['pads', '--addresses', '900'], '--addresses 里有不能用的地址'],
    [['escpos', '--colour', 'red'], '没有选项 --colour'],
    [['escpos', '--baud', '1'], '--baud 须为 300 到 921600'],
    [['escpos', '--link', '/tmp/printer'], '--link 要和 --pty 一起用'],
    [['sam-v', '--addresses', '1'], 'sam-v 没有地址'],
    [['a090', '--profile', 'sum'], 'a090 没有协议文件'],
    [['speaker', '--pty'], 'speaker 只在网络上'],
    [['escpos', '--wav', 'heard'], 'escpos 没有声音'],
  ])('%j is refused in words', (argv, told) => {
    const read = readAlone(argv)
    expect(read.ok ? 'ok' : read.problem).not.toBe('ok')
    expect(read.ok ? '' : read.problem).toContain(told)
  })
})

it('an installed build runs no simulator, unless its machine is for training', () => {
  const refused = readAlone(['escpos', '--dock', '0'], { GOVHALL_PACKAGED: '1' })
  expect(refused).toMatchObject({ ok: false, problem: expect.stringContaining('GOVHALL_SIMULATORS=allowed') })
  expect(readAlone(['escpos'], { GOVHALL_PACKAGED: '1', GOVHALL_SIMULATORS: 'allowed' }).ok).toBe(true)
})

describe('what is typed', () => {
  it.each([
    ['plug out', { do: 'plug', cableIn: false }],
    ['power off', { do: 'power', on: false }],
    ['silent on', { do: 'silence', silent: true }],
    ['late 500', { do: 'late', ms: 500 }],
    ['garble', { do: 'garble', messages: 1 }],
    ['paper new', { do: 'load-paper', mm: 80_000 }],
    ['paper 1200', { do: 'load-paper', mm: 1200 }],
    ['cover open', { do: 'open-cover', open: true }],
    ['cutter jam', { do: 'jam-cutter', jammed: true }],
    ['take', { do: 'take-ticket' }],
    ['lay resident', { do: 'lay-card', card: 'resident' }],
    ['lift', { do: 'lift-card' }],
    ['press 3 call', { do: 'press', address: 3, key: 'call' }],
    ['scan K7QM 3HX9', { do: 'scan', code: 'K7QM 3HX9' }],
    ['{"do":"late","ms":5}', { do: 'late', ms: 5 }],
  ])('%s', (line, action) => {
    expect(readCommand(line)).toEqual({ ok: true, value: action })
    const [word = ''] = line.split(' ')
    if (!word.startsWith('{')) expect(commandHelp).toContain(word)
  })

  it.each(['dance', 'plug', 'plug sideways', 'late soon', '{"do":', '{"do":"dance"}', 'press x call'])(
    '%s is not understood, and says so',
    (line) => expect(readCommand(line)).toMatchObject({ ok: false }),
  )
})
