import { describe, expect, it } from 'vitest'
import type { HallWindow, Queue } from '../../contract/shapes.ts'
import { findTargets, targetsOf } from './targets.ts'

const queue = (id: string, prefix: string, name: string): Queue => ({
  id,
  prefix,
  name,
  nameEn: prefix === 'B' ? 'Exit and entry' : null,
  zoneId: null,
  departmentId: null,
  open: true,
  openness: 'open',
  hours: '',
  waiting: 0,
  estimate: null,
  windowsOpen: 1,
  windowNumbers: [],
})
const window = (
  number: string,
  name: string,
  staffName: string | null,
  state: HallWindow['state'],
): HallWindow => ({
  id: `id-${number}`,
  number,
  name,
  zoneId: null,
  state,
  pauseReason: null,
  queueIds: [],
  active: true,
  staffName,
  staffId: null,
  ticket: null,
})

const facts = {
  queues: [
    queue('a', 'A', '户籍证件'),
    queue('b', 'B', '出入境'),
    queue('ba', 'BA', '企业开办'),
    { ...queue('c', 'C', '停办的业务'), open: false, openness: 'switched-off' as const },
  ],
  windows: [
    window('1', '户籍证件', '林晓燕', 'open'),
    window('2', '车驾管', null, 'closed'),
    window('3', '出入境', '陈思雨', 'paused'),
    window('13', '税费', '邓永康', 'open'),
  ],
  ownWindowId: 'id-1',
  presentQueueId: 'a',
}
const keys = (typed: string) => findTargets(targetsOf(facts), typed).map((target) => target.key)

describe('where a ticket can be sent', () => {
  it('not to its own queue, not to this window, not to a closed one or one that is switched off', () => {
    expect(keys('')).toEqual(['q-b', 'q-ba', 'w-id-3', 'w-id-13'])
  })
  it('a queue is found by its letters, the exact one first', () => {
    expect(keys('b')).toEqual(['q-b', 'q-ba'])
    expect(keys('BA')).toEqual(['q-ba'])
  })
  it('a window is found by its number; full-width figures of an input method do', () => {
    expect(keys('3')).toEqual(['w-id-3'])
    expect(keys('１')).toEqual(['w-id-13'])
  })
  it('both are found by a part of the name, a window by who sits there', () => {
    expect(keys('出入境')).toEqual(['q-b', 'w-id-3'])
    expect(keys('exit')).toEqual(['q-b'])
    expect(keys(' 永康 ')).toEqual(['w-id-13'])
    expect(keys('没有')).toEqual([])
  })
})
