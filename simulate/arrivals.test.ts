import { describe, expect, it } from 'vitest'
import { readArrivals } from './arrivals.ts'

const header = 'arrive_at,queue,class,service_seconds'

describe('the file of a measured day', () => {
  it('is read in the order of arrival, with what is not given left open', () => {
    const read = readArrivals(
      `\ufeffqueue,class,arrive_at,service_seconds,patience_seconds\r\nB,priority,23:59:59,12.5,\r\n\r\nA,ordinary,07:00:40,234,600\r\n`,
    )
    expect(read).toEqual({
      ok: true,
      value: [
        { line: 4, atMs: 25_240_000, queue: 'A', class: 'ordinary', serviceMs: 234_000, patienceMs: 600_000 },
        { line: 2, atMs: 86_399_000, queue: 'B', class: 'priority', serviceMs: 12_500, patienceMs: null },
      ],
    })
  })

  it('keeps the order of the file for who came in the same second', () => {
    const read = readArrivals(
      `${header}\n09:00:00,A,ordinary,1\n09:00:00,A,ordinary,2\n09:00:00,A,ordinary,3\n`,
    )
    expect(read.ok && read.value.map(({ line }) => line)).toEqual([2, 3, 4])
  })

  it('names every faulty line by line, column and reason', () => {
    const read = readArrivals(
      [
        header,
        '25:00:00,A,ordinary,60',
        '09:00,A,ordinary,60',
        '09:00:00,I,ordinary,60',
        '09:00:00,A,vip,-1',
        '09:00:00,A,ordinary',
        '09:00:00,A,ordinary,60',
      ].join('\n'),
    )
    expect(read.ok).toBe(false)
    const faults = read.ok ? [] : read.problem
    expect(faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 'arrive_at'],
      [3, 'arrive_at'],
      [4, 'queue'],
      [5, 'class'],
      [5, 'service_seconds'],
      [6, ''],
    ])
    for (const { reason } of faults) expect(reason).not.toBe('')
  })

  it.each([
    ['', 1, ''],
    ['arrive_at,queue,class\n09:00:00,A,ordinary\n', 1, 'service_seconds'],
    [`${header},mood\n09:00:00,A,ordinary,1,good\n`, 1, 'mood'],
    [`${header}\n`, 2, ''],
    [`${header},patience_seconds\n09:00:00,A,ordinary,1,soon\n`, 2, 'patience_seconds'],
  ])('%j is refused at line %i, column %j', (csv, line, column) => {
    const read = readArrivals(csv)
    expect(read.ok ? null : read.problem[0]).toMatchObject({ line, column })
  })
})
