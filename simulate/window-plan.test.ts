import { describe, expect, it } from 'vitest'
import { must } from '../core/result.ts'
import { planWindows } from './window-plan.ts'

const day = new Set(['B', 'AA', 'A'])
const plan = (count: number, ...told: string[]) => {
  const planned = planWindows(count, told, day)
  return must(planned.ok ? planned.value : null, 'it is a good plan').map(({ queues }) => queues.join(','))
}

describe('which window serves what', () => {
  it('every window serves every queue unless told otherwise, in the order of the prefixes', () => {
    expect(plan(2)).toEqual(['A,B,AA', 'A,B,AA'])
    expect(plan(2, 'W2=B,A')).toEqual(['A,B,AA', 'B,A'])
  })

  it('may be told in one word or in several; a queue that nobody comes to is made too', () => {
    const wanted = ['A,B', 'C', 'A,B,C,AA']
    for (const told of [['W1=A,B', 'W2=C'], ['W1=A,B W2=C'], ['w01=A,B;W2=C'], ['W1=A,B,W2=C']])
      expect(plan(3, ...told)).toEqual(wanted)
  })

  it.each(['W3=A', 'W0=A', 'X=A', 'W1=O', 'A', 'W1=A W1=B', 'W1='])('%j is refused', (told) => {
    expect(planWindows(2, [told], day).ok).toBe(false)
  })
})
