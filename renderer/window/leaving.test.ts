import { describe, expect, it } from 'vitest'
import { handChoices, leftAlone } from './leaving.ts'

const own = { id: 'w1', state: 'open', queueIds: ['a', 'm'] } as const
const queues = [
  { id: 'a', name: '户籍证件', prefix: 'A', waiting: 6 },
  { id: 'm', name: '综合咨询', prefix: 'M', waiting: 0 },
  { id: 'b', name: '出入境', prefix: 'B', waiting: 9 },
]

describe('leaving a window', () => {
  it('tells of the queues whose last open window it is, when people wait in them', () => {
    const other = { id: 'w2', state: 'open', queueIds: ['b'] } as const
    expect(leftAlone(own, [own, other], queues)).toEqual([
      { queueId: 'a', name: '户籍证件', prefix: 'A', waiting: 6 },
    ])
  })
  it('tells nothing when a colleague is open for the queue', () => {
    const other = { id: 'w2', state: 'open', queueIds: ['a'] } as const
    expect(leftAlone(own, [own, other], queues)).toEqual([])
  })
  it('a colleague on a pause does not count', () => {
    const other = { id: 'w2', state: 'paused', queueIds: ['a'] } as const
    expect(leftAlone(own, [own, other], queues)).toHaveLength(1)
  })
  it('tells nothing of a window that is not open itself', () => {
    expect(leftAlone({ ...own, state: 'paused' }, [own], queues)).toEqual([])
  })
  it('From serving: hold; who was only called is put back or handed over', () => {
    expect(handChoices('serving')).toContain('hold')
    expect(handChoices('called')).toEqual(['put-back', 'hand-over'])
  })
})
