import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type KeptRating, outboxDelays, RatingOutbox } from './rating-outbox.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Real: the outbox. Simulated: the hall, which may be away, and the browser's storage, which outlives the page. */
function stage() {
  const disk: { text: string | null; aside: string | null } = { text: null, aside: null }
  const arrived: KeptRating[] = []
  const hall = { away: false, answer: 'sent' as 'sent' | 'already' | 'too-late' }
  let keys = 0
  const open = () =>
    new RatingOutbox({
      store: {
        read: () => disk.text,
        write(text) {
          disk.text = text
        },
        setAside(text) {
          disk.aside = text
        },
      },
      send: async (rating) => {
        if (hall.away) return 'later'
        if (!arrived.some((one) => one.key === rating.key)) arrived.push(rating)
        return hall.answer
      },
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      newKey: () => `key-${++keys}`,
    })
  return { disk, arrived, hall, open }
}

describe('ratings on the pad', () => {
  it('a press reaches the hall once and leaves nothing behind', async () => {
    const { disk, arrived, open } = stage()
    const outbox = open()
    const key = outbox.begin('t1', 'very-satisfied')
    await expect(outbox.complete(key, [], '')).resolves.toBe('sent')
    expect(arrived).toMatchObject([{ ticketId: 't1', level: 'very-satisfied' }])
    expect(disk.text).toBeNull()
  })

  it('the hall is away: the press is kept, the person is told so, and it arrives when the hall is back', async () => {
    const { arrived, hall, open } = stage()
    const outbox = open()
    hall.away = true
    const told = outbox.complete(outbox.begin('t1', 'satisfied'), [], '')
    await expect(told).resolves.toBe('kept')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(arrived).toEqual([])
    hall.away = false
    await vi.advanceTimersByTimeAsync(outboxDelays.again)
    expect(arrived).toMatchObject([{ ticketId: 't1', key: 'key-1' }])
    expect(outbox.waiting).toBe(0)
  })

  it('a hall that does not answer keeps nobody waiting', async () => {
    const outbox = new RatingOutbox({
      store: { read: () => null, write: () => undefined, setAside: () => undefined },
      send: () => new Promise(() => undefined),
      wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      newKey: () => 'k',
    })
    const told = outbox.complete(outbox.begin('t1', 'satisfied'), [], '')
    await vi.advanceTimersByTimeAsync(outboxDelays.patience)
    await expect(told).resolves.toBe('kept')
  })

  it('who walks away from the reasons has rated: the pad switched off and on sends the level', async () => {
    const { arrived, open } = stage()
    open().begin('t1', 'dissatisfied')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(arrived).toEqual([])
    await open().flush()
    expect(arrived).toMatchObject([{ ticketId: 't1', level: 'dissatisfied', reasons: [] }])
  })

  it('while the reasons are asked nothing is sent, and a slip can be taken back', async () => {
    const { arrived, disk, open } = stage()
    const outbox = open()
    const key = outbox.begin('t1', 'very-dissatisfied')
    await outbox.flush()
    expect(arrived).toEqual([])
    outbox.withdraw(key)
    expect(disk.text).toBeNull()
    await outbox.flush()
    expect(arrived).toEqual([])
  })

  it('reasons and words go with the level', async () => {
    const { arrived, open } = stage()
    const outbox = open()
    await outbox.complete(outbox.begin('t1', 'dissatisfied'), ['long-wait'], '等了很久')
    expect(arrived).toMatchObject([{ reasons: ['long-wait'], text: '等了很久' }])
  })

  it('what the phone has rated already is told, and not sent for ever', async () => {
    const { hall, open } = stage()
    hall.answer = 'already'
    const outbox = open()
    await expect(outbox.complete(outbox.begin('t1', 'satisfied'), [], '')).resolves.toBe('already')
    expect(outbox.waiting).toBe(0)
  })

  it('several presses arrive in their order', async () => {
    const { arrived, hall, open } = stage()
    hall.away = true
    const outbox = open()
    for (const ticket of ['t1', 't2', 't3']) {
      const told = outbox.complete(outbox.begin(ticket, 'satisfied'), [], '')
      await vi.advanceTimersByTimeAsync(outboxDelays.patience)
      await expect(told).resolves.toBe('kept')
    }
    hall.away = false
    await vi.advanceTimersByTimeAsync(20_000)
    expect(arrived.map((one) => one.ticketId)).toEqual(['t1', 't2', 't3'])
  })

  it('what cannot be read is set aside, and the pad goes on', async () => {
    const { disk, open } = stage()
    disk.text = '[{"key":1'
    expect(open().waiting).toBe(0)
    expect(disk.aside).toBe('[{"key":1')
  })
})
