import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type IssueFacts, mayIssue } from './limits.ts'

const free: IssueFacts = {
  promised: false,
  openness: 'open',
  issuedToday: 0,
  dailyLimit: null,
  named: false,
  personTickets: 0,
  ticketsPerPerson: null,
  terminalTickets: 0,
  anonymousTicketsPerTerminal: null,
}
const reason = (facts: Partial<IssueFacts>) => {
  const answer = mayIssue({ ...free, ...facts })
  return answer.ok ? 'given' : `${answer.problem.code} ${answer.problem.reason}`
}

describe('limits', () => {
  it.each([
    'before-hours',
    'lunch',
    'last-ticket-passed',
    'after-hours',
    'closed-today',
    'switched-off',
  ] as const)('gives no ticket when the queue is %s', (openness) => {
    expect(reason({ openness })).toBe('queue-closed closed')
  })

  it("Limits: a queue's daily limit", () => {
    expect(reason({ dailyLimit: 100, issuedToday: 99 })).toBe('given')
    expect(reason({ dailyLimit: 100, issuedToday: 100 })).toBe('limit-reached daily-limit')
    expect(reason({ openness: 'full' })).toBe('limit-reached daily-limit')
  })

  it('one ID card, one number a queue (agents collected numbers to sell them, 福清 2017)', () => {
    const card = { named: true, ticketsPerPerson: 1 }
    expect(reason({ ...card, personTickets: 0 })).toBe('given')
    expect(reason({ ...card, personTickets: 1 })).toBe('limit-reached person')
  })

  it('Limits: tickets a person and day and queue (real-name by ID card, else by terminal)', () => {
    const both = { ticketsPerPerson: 2, anonymousTicketsPerTerminal: 50 }
    expect(reason({ ...both, named: true, personTickets: 1, terminalTickets: 999 })).toBe('given')
    expect(reason({ ...both, named: false, personTickets: 999, terminalTickets: 49 })).toBe('given')
    expect(reason({ ...both, named: false, terminalTickets: 50 })).toBe('limit-reached terminal')
  })

  it('a booking kept on time gets its ticket on a full day and in the break before its slot, not in a closed hall', () => {
    const promised = {
      promised: true,
      named: true,
      dailyLimit: 1,
      issuedToday: 9,
      personTickets: 9,
      ticketsPerPerson: 1,
    }
    for (const openness of ['open', 'before-hours', 'lunch', 'last-ticket-passed', 'full'] as const)
      expect(reason({ ...promised, openness })).toBe('given')
    for (const openness of ['after-hours', 'closed-today', 'switched-off'] as const)
      expect(reason({ ...promised, openness })).toBe('queue-closed closed')
  })

  it('no limit set, no ticket refused, however many were given', () => {
    const count = fc.nat()
    fc.assert(
      fc.property(count, count, count, fc.boolean(), (issuedToday, personTickets, terminalTickets, named) => {
        expect(reason({ issuedToday, personTickets, terminalTickets, named })).toBe('given')
      }),
    )
  })
})
