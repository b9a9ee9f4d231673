import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RouteName, type RouteSpec, routes } from '../../contract/routes.ts'
import { must } from '../../core/result.ts'
import { type TerminalRole, terminalRoles } from '../../core/terminal/role.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/**
 * A revoked terminal on every route that was its own, with its token and with its page's cookie. Real: the hall, its
 * store, HTTP.
 */
let hall: TestHall
beforeAll(async () => {
  hall = await startTestHall()
})
afterAll(() => hall.stop())

async function codeOf(name: RouteName, credential: Readonly<Record<string, string>>): Promise<string> {
  const spec: RouteSpec = routes[name]
  const controller = new AbortController()
  const answer = await fetch(
    `${hall.running.url}/api/v1${spec.path.replace(/:[a-z]+/g, 'nothing-of-the-kind')}`,
    {
      method: spec.method,
      headers: { ...credential, ...(spec.body ? { 'content-type': 'application/json' } : {}) },
      ...(spec.body ? { body: '{"nothing":"that the route knows"}' } : {}),
      signal: controller.signal,
    },
  )
  const isProblem = answer.headers.get('content-type')?.startsWith('application/problem+json') ?? false
  const code = isProblem ? String(JSON.parse(await answer.text()).code) : String(answer.status)
  controller.abort()
  return code
}

const routesOf = (role: TerminalRole): RouteName[] =>
  (Object.keys(routes) as RouteName[]).filter((name) => (routes[name] as RouteSpec).who.includes(role))

/** The cookie that a terminal's page is given for its token. */
async function cookieOf(token: string, terminalId: string): Promise<Record<string, string>> {
  const answer = await fetch(`${hall.running.url}/api/v1${routes.openTerminalPage.path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  })
  const cookie = must(answer.headers.get('set-cookie')?.split(';')[0], 'a cookie')
  return { cookie, 'govhall-as': terminalId }
}

describe.each(terminalRoles)('a %s', (role) => {
  it('is turned away everywhere once it is revoked, by token and by cookie, and let in again once enrolled anew', async () => {
    const token = must(await hall.token(role), 'a token')
    const { terminal } = await hall.client(token)('currentTerminal')
    const credentials = [{ authorization: `Bearer ${token}` }, await cookieOf(token, terminal.id)]
    const codes = async (credential: Record<string, string>) =>
      Promise.all(routesOf(role).map(async (name) => `${name} ${await codeOf(name, credential)}`))
    for (const credential of credentials)
      expect((await codes(credential)).filter((code) => code.endsWith('not-signed-in'))).toEqual([])

    const operator = await hall.as('operator')
    await operator('revokeTerminal', { params: { id: terminal.id } })
    for (const credential of credentials)
      expect(await codes(credential)).toEqual(routesOf(role).map((name) => `${name} not-signed-in`))

    const { code } = await operator('terminalCode', { params: { id: terminal.id } })
    const { token: next } = await hall.client(null)('enrolTerminal', { body: { code } })
    expect((await hall.client(next)('currentTerminal')).terminal.id).toBe(terminal.id)
    for (const credential of credentials)
      expect(await codes(credential)).toEqual(routesOf(role).map((name) => `${name} not-signed-in`))
  })

  it('a code that was made before is worth nothing after it is revoked', async () => {
    const operator = await hall.as('operator')
    const terminal = must(
      (await operator('terminals', {})).terminals.find((one) => one.role === role),
      role,
    )
    const { code } = await operator('terminalCode', { params: { id: terminal.id } })
    await operator('revokeTerminal', { params: { id: terminal.id } })
    expect(
      await hall
        .client(null)('enrolTerminal', { body: { code } })
        .catch((error) => error.problem.code),
    ).toBe('code-invalid')
  })
})
