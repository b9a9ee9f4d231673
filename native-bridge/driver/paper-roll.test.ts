import { describe, expect, it } from 'vitest'
import { readAnswers } from '../codec/escpos-status.ts'
import { PaperRoll, type RollMemory } from './paper-roll.ts'

const well = readAnswers([0x12, 0x12, 0x12, 0x12], 'standard')
const nearEnd = readAnswers([0x12, 0x12, 0x12, 0x1e], 'standard')
const end = readAnswers([0x1a, 0x32, 0x12, 0x7e], 'standard')
const open = readAnswers([0x1a, 0x16, 0x12, 0x12], 'standard')
const openAndEmpty = readAnswers([0x1a, 0x36, 0x12, 0x72], 'standard')

function setUp(usedMm = 0) {
  const kept = [usedMm]
  const memory: RollMemory = { usedMm: () => kept.at(-1) ?? 0, keep: (mm) => kept.push(mm) }
  return { roll: new PaperRoll({ rollMm: 10_000, lowTickets: 20, memory }), memory }
}

describe('a roll of paper', () => {
  it('is low when fewer tickets are left than were told to be few, and remembers it over a restart', () => {
    const { roll, memory } = setUp()
    for (let ticket = 0; ticket < 46; ticket++) roll.used(150)
    expect([roll.usedMm, roll.low]).toEqual([6900, false])
    roll.used(150)
    expect(roll.low).toBe(true)
    expect(new PaperRoll({ rollMm: 10_000, lowTickets: 20, memory }).low).toBe(true)
  })

  it('reckons with tickets as long as they have become', () => {
    const { roll } = setUp()
    for (let ticket = 0; ticket < 25; ticket++) roll.used(250)
    expect(roll.low).toBe(true)
  })

  it('is new when paper comes after the end', () => {
    const { roll } = setUp(9900)
    roll.saw(well)
    expect(roll.low).toBe(true)
    roll.saw(end)
    roll.saw(open)
    roll.saw(well)
    expect([roll.usedMm, roll.low]).toEqual([0, false])
  })

  it('adds up what was used of every roll since the program started', () => {
    const { roll } = setUp(4000)
    expect(roll.totalMm).toBe(0)
    roll.used(150.4)
    roll.saw(end)
    roll.saw(well)
    expect([roll.usedMm, roll.totalMm]).toEqual([0, 150])
    roll.used(150.4)
    expect([roll.usedMm, roll.totalMm]).toEqual([150, 301])
  })

  it('is new when the cover was open near its end, and it is no longer near it', () => {
    const { roll } = setUp(4000)
    roll.saw(nearEnd)
    roll.saw(openAndEmpty)
    roll.saw(well)
    expect(roll.usedMm).toBe(0)
  })

  it('is the old one when the cover was opened for a jam', () => {
    for (const look of [open, openAndEmpty]) {
      const { roll } = setUp(4000)
      roll.saw(well)
      roll.saw(look)
      roll.saw(well)
      expect(roll.usedMm).toBe(4000)
    }
    const { roll } = setUp(9000)
    roll.saw(nearEnd)
    roll.saw(open)
    roll.saw(nearEnd)
    expect(roll.usedMm).toBe(9000)
  })
})
