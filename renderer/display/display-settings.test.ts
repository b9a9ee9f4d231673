import { describe, expect, it } from 'vitest'
import { volumeAt } from '../../core/voice/volume.ts'
import {
  fitsScreen,
  leastFigureMm,
  needsWholeWidth,
  readSettings,
  screenOf,
  usualSettings,
} from './display-settings.ts'

describe('settings of a display', () => {
  it('come from the address for trials, else from what the browser kept, else the usual', () => {
    expect(readSettings(null, '')).toEqual(usualSettings)
    const kept = JSON.stringify({ ...usualSettings, distanceM: 6, english: true })
    expect(readSettings(kept, '?terminal=x')).toMatchObject({ distanceM: 6, english: true })
    expect(readSettings(kept, '?distance=12&width=1430')).toMatchObject({ distanceM: 12, widthMm: 1430 })
    expect(readSettings(kept, '?english=0&sound=0')).toMatchObject({ english: false, sound: false })
  })
  it('pass over what no screen has, one wish at a time', () => {
    expect(readSettings('not json', '?distance=-3&width=abc&english=1')).toEqual({
      ...usualSettings,
      english: true,
    })
    expect(readSettings('{"distanceM":"far"}', '?distance=')).toEqual(usualSettings)
  })
  it('assume a 55-inch screen, 10 m away, 5 m over a window', () => {
    expect(screenOf(usualSettings, { upright: false, overWindow: false })).toEqual({
      widthMm: 1209,
      distanceM: 10,
    })
    expect(screenOf(usualSettings, { upright: true, overWindow: true })).toEqual({
      widthMm: 680,
      distanceM: 5,
    })
  })
})

describe('sizes by distance', () => {
  it('0.7° is 12.2 mm for each metre: 5 m → 61, 10 m → 122, 15 m → 183', () => {
    expect([5, 10, 15].map(leastFigureMm)).toEqual([61, 122, 183])
  })
  it('from far away the call takes the whole width, and too far is told', () => {
    expect(needsWholeWidth({ widthMm: 1209, distanceM: 10 })).toBe(false)
    expect(needsWholeWidth({ widthMm: 1209, distanceM: 15 })).toBe(true)
    expect(fitsScreen({ widthMm: 1209, distanceM: 15 })).toBe(true)
    expect(fitsScreen({ widthMm: 1209, distanceM: 40 })).toBe(false)
  })
})

describe('volume by hour', () => {
  const { volumes } = usualSettings
  it.each([
    ['07:29', 0.6],
    ['07:30', 1],
    ['12:00', 1],
    ['18:29', 1],
    ['18:30', 0.6],
    ['23:59', 0.6],
    ['00:00', 0.6],
  ])('at %s it is %d', (time, volume) => {
    expect(volumeAt(volumes, time)).toBe(volume)
  })
})
