import { describe, expect, it } from 'vitest'
import { changesPapers, lostTogether } from './print-news.ts'

const ended = (ticketId: string, state: string) => ({ type: 'print-ended', body: { ticketId, state } })

describe('the tickets without paper are asked for again', () => {
  it('when a print went wrong, or nobody knows', () => {
    expect(changesPapers(ended('a001', 'failed'), new Set())).toBe(true)
    expect(changesPapers(ended('a001', 'unknown'), new Set())).toBe(true)
  })

  it('when the paper of one that is shown came out, or its visit is over', () => {
    expect(changesPapers(ended('a001', 'printed'), new Set(['a001']))).toBe(true)
    expect(changesPapers({ type: 'ticket-cancelled', body: { ticketId: 'a001' } }, new Set(['a001']))).toBe(
      true,
    )
  })

  it('not for the good prints of a day, nor for what happens to other tickets', () => {
    expect(changesPapers(ended('a002', 'printed'), new Set(['a001']))).toBe(false)
    expect(changesPapers({ type: 'ticket-called', body: { ticketId: 'a002' } }, new Set(['a001']))).toBe(
      false,
    )
    expect(changesPapers({ type: 'device-reported', body: { state: 'absent' } }, new Set(['a001']))).toBe(
      false,
    )
  })
})

describe('tickets without paper', () => {
  const paper = (number: string, terminalName: string, state: 'failed' | 'unknown') => ({
    id: number,
    ticketId: number,
    number,
    terminalName,
    state,
  })

  it('are told together where one printer lost them in one way', () => {
    const told = lostTogether([
      paper('A004', '一号自助机', 'failed'),
      paper('B002', '二号自助机', 'failed'),
      paper('A003', '一号自助机', 'failed'),
      paper('A002', '一号自助机', 'unknown'),
    ])
    expect(
      told.map(({ terminalName, papers }) => [terminalName, ...papers.map((one) => one.number)]),
    ).toEqual([
      ['一号自助机', 'A004', 'A003'],
      ['二号自助机', 'B002'],
      ['一号自助机', 'A002'],
    ])
  })
})
