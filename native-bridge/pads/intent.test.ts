import { describe, expect, it } from 'vitest'
import type { PadDesk } from '../../contract/routes/pad.ts'
import { must } from '../../core/result.ts'
import { readPadProfile } from '../codec/pad-profile.ts'
import { cellsOf, darkCells } from './cells.ts'
import { intentOf, transferTarget } from './intent.ts'

const read = readPadProfile('qs')
const qs = must(read.ok ? read.value : null, 'qs ships')
const desk: PadDesk = {
  windowId: 'w',
  windowNumber: '1',
  state: 'open',
  attended: true,
  waiting: 7,
  inHand: { ticketId: 't', number: 'AB012', state: 'called' },
  question: null,
}

describe('where digits transfer to', () => {
  it.each([
    ['5', { act: 'transfer', toWindow: '5' }],
    ['112', { act: 'transfer', toWindow: '112' }],
    ['03', { act: 'transfer-to-queue', toQueue: 'C' }],
    ['012', { act: 'transfer-to-queue', toQueue: 'L' }],
    ['00102', { act: 'transfer-to-queue', toQueue: 'AB' }],
    ['', null],
    ['0', null],
    ['00', null],
    ['027', null],
    ['0123', null],
    ['12345', null],
  ])('%s', (digits, target) => {
    expect(transferTarget(digits)).toEqual(target)
  })
})

describe('what a press asks for', () => {
  it.each([
    ['', 'call', { act: 'call' }],
    ['012', 'call', { act: 'call', number: '012' }],
    ['', 'start', { act: 'start', ticketId: 't' }],
    ['6', 'function', { act: 'no-show', ticketId: 't' }],
    ['0', 'function', { act: 'hold', ticketId: 't' }],
    ['3', 'function', { act: 'resume' }],
    ['9', 'function', { act: 'sign-off' }],
    ['', 'pause', { act: 'pause' }],
    ['5', 'transfer', { act: 'transfer', toWindow: '5', ticketId: 't' }],
  ] as const)('%s %s', (digits, key, input) => {
    expect(intentOf(qs, { digits, key }, desk)).toEqual({ do: 'press', input })
  })

  it('two digits or more with the function key are a number or a PIN; an unknown combination is nothing', () => {
    expect(intentOf(qs, { digits: '0107', key: 'function' }, desk)).toEqual({ do: 'digits', digits: '0107' })
    expect(intentOf(qs, { digits: '7', key: 'function' }, desk)).toEqual({ do: 'nothing' })
    expect(intentOf(qs, { digits: '', key: 'function' }, desk)).toEqual({ do: 'nothing' })
    expect(intentOf(qs, { digits: '', key: 'transfer' }, desk)).toEqual({ do: 'nothing' })
  })
})

describe('what the digits show', () => {
  it('the last three digits of the ticket in hand, else who waits, else nothing', () => {
    expect(cellsOf(desk)).toEqual([10, 10, 10, 0, 1, 2])
    expect(cellsOf({ ...desk, inHand: null })).toEqual([10, 10, 7, 10, 10, 10])
    expect(cellsOf({ ...desk, inHand: null, waiting: 0 })).toEqual([10, 10, 0, 10, 10, 10])
    expect(cellsOf({ ...desk, attended: false })).toEqual(darkCells)
    expect(cellsOf(null)).toEqual(darkCells)
  })
})
