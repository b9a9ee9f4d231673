import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type PrincipalKind,
  principals,
  type RouteName,
  type RouteSpec,
  routes,
} from '../../contract/routes.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * Every route with every kind of caller. Real: the hall, its store, HTTP. Who may is read from the table that the
 * interface's document gives to vendors; that the hall keeps to it, and to the table below, is what is tested.
 */
let hall: TestHall
beforeAll(async () => {
  hall = await startTestHall()
})
afterAll(() => hall.stop())

async function statusOf(name: RouteName, who: PrincipalKind): Promise<{ status: number; code: string }> {
  const spec: RouteSpec = routes[name]
  const token = await hall.token(who)
  const path = spec.path.replace(/:[a-z]+/g, 'nothing-of-the-kind')
  const controller = new AbortController()
  const answer = await fetch(`${hall.running.url}/api/v1${path}`, {
    method: spec.method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(spec.body ? { 'content-type': 'application/json' } : {}),
    },
    ...(spec.body ? { body: '{"nothing":"that the route knows"}' } : {}),
    signal: controller.signal,
  })
  const stream = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  const text = stream ? '' : await answer.text()
  if (stream) controller.abort()
  const code = answer.headers.get('content-type')?.startsWith('application/problem+json')
    ? String(JSON.parse(text).code)
    : ''
  return { status: answer.status, code }
}

// Signing out would end the session that the other cases use.
const names = (Object.keys(routes) as RouteName[]).filter((name) => name !== 'signOut')

describe.each(names)('%s', (name) => {
  const spec: RouteSpec = routes[name]
  it.each(principals)('%s', async (who) => {
    const { status, code } = await statusOf(name, who)
    if (spec.who.includes('anyone') || spec.who.includes(who)) {
      expect(code).not.toBe('not-signed-in')
      // A route that lets a role in may still refuse what is not theirs: the made-up id is then what it says first.
      expect(
        status === 403 && spec.params === undefined && code === 'not-permitted',
        `${status} ${code}`,
      ).toBe(false)
    } else {
      expect({ status, code }).toEqual(
        who === 'anyone' ? { status: 401, code: 'not-signed-in' } : { status: 403, code: 'not-permitted' },
      )
    }
  })
})

describe('the table itself keeps what was promised', () => {
  const may = (who: PrincipalKind) =>
    names.filter((name) => (routes[name].who as readonly PrincipalKind[]).includes(who))
  const changes = (list: RouteName[]) => list.filter((name) => routes[name].method !== 'GET')

  it('nobody without a token reads the hall', () => {
    expect(may('anyone').sort()).toEqual([
      'book',
      'bookableDays',
      'bookableItems',
      'bookableSlots',
      'bookingHall',
      'enrolTerminal',
      'setUp',
      'setUpState',
      'signIn',
    ])
  })
  it('a booking’s page sees and cancels that booking alone', () => {
    expect(may('booking').sort()).toEqual(['booking', 'cancelBooking'])
  })
  it('a display changes nothing but its own session and its devices’ state', () => {
    expect(changes(may('display')).sort()).toEqual([
      'listDevices',
      'openTerminalPage',
      'reportDevice',
      'stopTerminal',
    ])
  })
  it('a pad changes nothing but ratings, its own session and its devices’ state', () => {
    expect(changes(may('pad')).sort()).toEqual([
      'listDevices',
      'openTerminalPage',
      'rateTicket',
      'reportDevice',
      'stopTerminal',
    ])
  })
  it('an auditor changes nothing but their own password', () => {
    expect(changes(may('auditor')).filter((name) => name !== 'signOut')).toEqual(['changePassword'])
  })
  it('the journal is the auditor’s alone', () => {
    for (const who of principals) expect(may(who).includes('journal')).toBe(who === 'auditor')
  })
  it('accounts are changed by the administrator alone', () => {
    for (const who of principals)
      expect(may(who).includes('addStaff') || may(who).includes('saveStaff')).toBe(who === 'administrator')
  })
  it('only windows’ people call', () => {
    for (const who of principals)
      expect(may(who).includes('callNext')).toBe(who === 'staff' || who === 'leader')
  })
})
