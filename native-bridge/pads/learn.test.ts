import { expect, it } from 'vitest'
import type { RatingLevel } from '../../core/rating/level.ts'
import { must } from '../../core/result.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { SimulatedPadBus } from '../simulator/pad-bus.ts'
import { openTcpPort } from '../simulator/tcp-port.ts'
import { tcpTransport } from '../transport/tcp.ts'
import { learnScores } from './learn.ts'

/** Real: the line over a socket. Simulated: a pad whose keys send other bytes than any profile of ours says. */
it('learns what each key sends, resends and a key pressed twice notwithstanding', async () => {
  const read = readPadProfile('qs')
  const profile = must(read.ok ? read.value : null, 'qs ships')
  const keys = new Map<number, RatingLevel>([
    [0x04, 'very-satisfied'],
    [0x03, 'satisfied'],
    [0x02, 'dissatisfied'],
    [0x01, 'very-dissatisfied'],
  ])
  const bus = new SimulatedPadBus({
    kind: 'rating-pad',
    profile: { ...profile, scores: keys },
    pads: [{ address: 9, windowId: 'w', is: 'rating-pad' }],
    resendMs: 40,
  })
  const port = await openTcpPort(bus)
  const said: string[] = []
  const press = async (level: RatingLevel, asks: string) => {
    await expect.poll(() => said.at(-1)).toBe(asks)
    await expect.poll(() => bus.press(9, level)).toBe(true)
    await expect.poll(() => bus.pad(9).unacknowledged).toBeNull()
  }
  const learning = learnScores({
    transport: tcpTransport(port.address),
    profile,
    address: 9,
    say: (text) => said.push(text),
    signal: new AbortController().signal,
  })
  bus.deafFor = 1
  await press('very-satisfied', '请按一次“非常满意”。')
  await press('satisfied', '请按一次“满意”。')
  await press('very-satisfied', '请按一次“不满意”。')
  expect(said).toContain('这个键已经按过。')
  await press('dissatisfied', '请按一次“不满意”。')
  await press('very-dissatisfied', '请按一次“非常不满意”。')
  expect(await learning).toEqual(Object.fromEntries([...keys].map(([byte, level]) => [`0${byte}`, level])))
  bus.stop()
  await port.close()
})
