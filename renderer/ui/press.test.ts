import { describe, expect, it } from 'vitest'
import { beyondRoll, touchDown, touchLift, touchMove } from './press.ts'

const box = { left: 100, top: 100, right: 200, bottom: 160 }
const inside = { x: 150, y: 130 }

describe('a press by finger', () => {
  it('acts on lift inside the target', () => {
    expect(touchLift(touchDown(1, 0), inside, box, 120)).toBe('press')
  })
  it('counts when it lasts longer than half a second', () => {
    expect(touchLift(touchDown(1, 0), inside, box, 4000)).toBe('press')
  })
  it('counts when the finger rolled by up to 10 mm over the target', () => {
    const rolled = touchMove(touchDown(1, 0), { x: 182, y: 130 }, box)
    expect(touchLift(rolled, { x: 182, y: 130 }, box, 200)).toBe('press')
    expect(beyondRoll(inside, { x: 182, y: 130 }, 3.2)).toBe(false)
    expect(beyondRoll(inside, { x: 184, y: 130 }, 3.2)).toBe(true)
  })
  it('of less than 50 ms is a ghost', () => {
    expect(touchLift(touchDown(1, 1000), inside, box, 1049)).toBe('ghost')
    expect(touchLift(touchDown(1, 1000), inside, box, 1050)).toBe('press')
  })
  it('is called off by lifting outside, and back on by returning', () => {
    const left = touchMove(touchDown(1, 0), { x: 150, y: 200 }, box)
    expect(left.inside).toBe(false)
    expect(touchLift(left, { x: 150, y: 200 }, box, 300)).toBe('outside')
    const back = touchMove(left, inside, box)
    expect(back.inside).toBe(true)
    expect(touchLift(back, inside, box, 300)).toBe('press')
  })
})
