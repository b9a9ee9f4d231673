import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../contract/client.ts'
import { must } from '../core/result.ts'
import { type Cast, castOf } from '../simulate/credentials.ts'
import { openOverNoon, planDay } from '../simulate/day-plan.ts'
import { lookOver } from '../simulate/hall-shape.ts'
import { runMadeUpDay } from '../simulate/made-up-day.ts'
import { startTestHall, type TestHall } from './support/test-hall.ts'

/** A made-up day. Real: the hall, its store, HTTP, every client. Made up: whoever comes. */
describe('a made-up day in the demonstration hall', () => {
  let hall: TestHall
  let cast: Cast
  beforeAll(async () => {
    hall = await startTestHall()
    const found = castOf(must(hall.running.demonstration, 'a demonstration'))
    cast = must(found.ok ? found.value : null, 'the demonstration has everybody')
  })
  afterAll(() => hall.stop())

  it('serves everybody, and every screen sees every call in order', async () => {
    const { url } = hall.running
    const token = must(cast.kiosks[0], 'a kiosk').token
    const over = await lookOver(createClient({ base: url, token }), (id) => cast.clerks.has(id))
    const plan = planDay(over.shape, { visits: 60, seed: 1, open: openOverNoon })
    const day = await runMadeUpDay({ url, cast, plan, hall: over, screens: 3 })
    const states = day.visitors.map(({ state }) => state)
    expect(day.visitors).toHaveLength(60)
    expect(states.filter((state) => state === 'called' || state === 'serving' || state === 'held')).toEqual(
      [],
    )
    expect(states.filter((state) => state === 'done').length).toBeGreaterThan(45)
    expect(day.turnedAway).toBe(0)
    for (const { record } of day.displays) {
      expect(record.saw.length).toBeGreaterThan(55)
      expect(record.saw.map(({ seq }) => seq)).toEqual(
        record.saw.map(({ seq }) => seq).toSorted((a, b) => a - b),
      )
    }
    await day.leave()
  })
})
