import { describe, expect, it } from 'vitest'
import { afterPrint, type LostPaper } from './print-news.ts'

const ended = (ticketId: string, state: string, reason: string | null = null) => ({
  type: 'print-ended',
  body: {
    ticketId,
    number: ticketId.toUpperCase(),
    terminalId: 't',
    terminalName: '一号自助机',
    state,
    reason,
  },
})
const told = (...events: Parameters<typeof afterPrint>[1][]) =>
  events.reduce<readonly LostPaper[]>(afterPrint, []).map(({ number, state }) => `${number} ${state}`)

describe('tickets without paper', () => {
  it('are told, newest first, and no more than three', () => {
    expect(told(ended('a001', 'failed', 'paper-out'), ended('a002', 'unknown'))).toEqual([
      'A002 unknown',
      'A001 failed',
    ])
    expect(told(...['a', 'b', 'c', 'd'].map((id) => ended(id, 'failed')))).toHaveLength(3)
  })

  it('are gone when the paper came out after all', () => {
    expect(told(ended('a001', 'unknown'), ended('a001', 'printed'))).toEqual([])
  })

  it('are not those of a terminal without a printer, nor any other event', () => {
    expect(told(ended('a001', 'failed', 'no-printer'))).toEqual([])
    expect(told({ ...ended('a001', 'failed'), type: 'device-reported' })).toEqual([])
  })
})
