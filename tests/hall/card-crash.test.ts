import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pino } from 'pino'
import { afterEach, expect, it, vi } from 'vitest'
import { must } from '../../core/result.ts'
import { SimulatedSamVReader } from '../../native-bridge/simulator/sam-v-reader.ts'
import { SimulatedSocialCard } from '../../native-bridge/simulator/social-card.ts'
import { openTcpPort } from '../../native-bridge/simulator/tcp-port.ts'
import { numberOn } from '../../native-bridge/testing/card-bench.ts'
import { followDevices } from '../../native-bridge/testing/device-events.ts'
import { root, spawnNode } from '../support/spawn.ts'
import { startTestHall } from '../support/test-hall.ts'

/**
 * A bridge that dies while cards lie on its readers. Real: its process with all it logs and Node's own report of the crash,
 * the hall with all it logs, sockets. Simulated: the readers, which are no part of that process.
 */
const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

it('what a process leaves behind that dies with cards before it tells nothing of them', {
  timeout: 60_000,
}, async () => {
  const logged: string[] = []
  // The bridge as talkative as the hall.
  vi.stubEnv('GOVHALL_LOG', 'trace')
  ends.push(() => void vi.unstubAllEnvs())
  const hall = await startTestHall({
    log: pino({ level: 'trace' }, { write: (line: string) => logged.push(line) }),
  })
  ends.push(() => hall.stop())
  const folder = mkdtempSync(join(tmpdir(), 'card-crash-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  const reader = new SimulatedSamVReader()
  const chip = new SimulatedSocialCard()
  const ports = await Promise.all([openTcpPort(reader), openTcpPort(chip)])
  ends.push(async () => {
    for (const one of [reader, chip]) one.stop()
    for (const port of ports) await port.close()
  })
  const config = join(folder, 'bridge.json')
  writeFileSync(
    config,
    JSON.stringify({
      hall: hall.running.url,
      token: await hall.token('kiosk'),
      port: 0,
      data: 'data',
      role: 'kiosk',
      devices: [
        { name: 'reader', kind: 'id-card-reader', driver: 'sam-v', transport: { tcp: ports[0].address } },
        {
          name: 'chip',
          kind: 'social-security-card',
          driver: 'pcsc',
          transport: { tcp: ports[1].address },
        },
      ],
    }),
  )
  // Dies as by a fault of ours, when it is told to.
  const crash = join(folder, 'crash.mjs')
  writeFileSync(crash, "process.on('SIGUSR2', () => { throw new Error('on purpose') })\n")
  const bridge = spawnNode([
    '--import',
    pathToFileURL(crash).href,
    '--report-uncaught-exception',
    `--report-directory=${folder}`,
    join(root, 'native-bridge', 'main.ts'),
    '--config',
    config,
  ])
  ends.push(() => void bridge.child.kill('SIGKILL'))
  const { url } = JSON.parse(await bridge.firstLine)
  const following = await followDevices(url)
  ends.push(following.close)
  const cards = () => following.heard.filter(({ event }) => event === 'card')
  const laid = async (many: number) => {
    await expect.poll(cards, { timeout: 10_000 }).toHaveLength(many)
    return String(cards().at(-1)?.data['cardId'])
  }

  reader.lay('elder')
  const first = await laid(1)
  const taken = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queueId: hall.queueId('A'), cardId: first }),
  })
  expect(taken.status).toBe(201)
  // One request that the hall refuses, so that a refusal of a person's number is logged too.
  chip.insert('social')
  const second = await laid(2)
  const refused = await fetch(`${url}/api/v1/tickets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ queueId: 'no-such-queue', cardId: second }),
  })
  expect(refused.status).toBe(404)
  reader.lay('resident')
  await laid(3)
  bridge.child.kill('SIGUSR2')
  await bridge.ended

  const reports = readdirSync(folder).filter((name) => /^report\..*\.json$/.test(name))
  expect(reports).toHaveLength(1)
  const report = readFileSync(join(folder, must(reports[0], 'a report')), 'utf8')
  expect(report).toContain('on purpose')
  expect(bridge.stderr()).toContain('on purpose')
  expect(bridge.stderr()).toContain('"level":')
  expect(logged.join('')).toContain('"level":')
  const places: Readonly<Record<string, string>> = {
    'the report of the crash': report,
    'the bridge’s output': bridge.stdout() + bridge.stderr(),
    'the hall’s log': logged.join(''),
    'the hall’s own report': JSON.stringify(process.report.getReport()),
  }
  const numbers = [
    ...['elder', 'resident'].map((card) => numberOn(reader, card)),
    ...chip.cards.filter(({ card }) => card === 'social').flatMap((one) => [one.idNumber, one.cardNumber]),
  ]
  const secrets = [
    ...numbers.flatMap((number) => [number, Buffer.from(number).toString('base64').slice(0, 12)]),
    ...numbers.filter(({ length }) => length === 18).map((number) => number.slice(6, 17)),
    ...['林样例', '赵样例', '钱样例', '样例路'],
  ]
  for (const [place, text] of Object.entries(places))
    for (const secret of secrets)
      if (text.includes(secret)) throw new Error(`${secret.length} characters of a card are in ${place}`)
})
