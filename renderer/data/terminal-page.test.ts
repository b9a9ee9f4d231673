import { describe, expect, it } from 'vitest'
import { enrolTerminalPage, openTerminalPage, type TerminalPlace } from './terminal-page.ts'

const pad = {
  id: 'pad-1',
  role: 'pad',
  name: '1 号窗口评价器',
  windowId: 'w1',
  zoneId: null,
  padWindows: [],
  state: 'enrolled',
  lastSeenAt: null,
  presence: 'never',
  alertedAt: null,
}

interface Asked {
  readonly path: string
  readonly as: string | null
  readonly authorization: string | null
}

/** A browser at an address, and a hall that answers these paths; everything else is 404, as a hall without a bridge. */
function browser(address: { hash?: string; search?: string }, answers: Record<string, [number, unknown]>) {
  const kept = new Map<string, string>()
  const asked: Asked[] = []
  const shown: string[] = []
  const place: TerminalPlace = {
    address: { hash: address.hash ?? '', search: address.search ?? '', pathname: '/pad/' },
    showAddress: (to) => void shown.push(to),
    kept: {
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    },
    fetch: async (input, init) => {
      const path = String(input).replace('/api/v1', '')
      const headers = new Headers(init?.headers)
      asked.push({ path, as: headers.get('govhall-as'), authorization: headers.get('authorization') })
      const [status, body] = answers[path] ?? [404, problem('not-found', 404)]
      return Response.json(body, { status })
    },
  }
  return { place, kept, asked, shown }
}

function problem(code: string, status: number) {
  return { type: `urn:govhall:problem:${code}`, status, title: code, detail: code, code }
}

describe('a terminal’s page', () => {
  it('exchanges the token in its address for a cookie and takes it out of the address', async () => {
    const { place, asked, shown, kept } = browser(
      { hash: '#token=SECRET', search: '?widthMm=300' },
      { '/terminal-sessions': [201, { terminal: pad }] },
    )
    expect(await openTerminalPage('pad', place)).toEqual({ kind: 'hall', as: 'pad-1', terminal: pad })
    expect(asked[0]?.authorization).toBe('Bearer SECRET')
    expect(shown).toEqual(['/pad/?widthMm=300&terminal=pad-1'])
    expect(JSON.stringify([...kept])).not.toContain('SECRET')
  })

  it('speaks by the cookie that its address names', async () => {
    const { place, asked } = browser(
      { search: '?terminal=pad-1' },
      { '/terminal-sessions/current': [200, { terminal: pad }] },
    )
    expect((await openTerminalPage('pad', place)).kind).toBe('hall')
    expect(asked).toEqual([{ path: '/terminal-sessions/current', as: 'pad-1', authorization: null }])
  })

  it('says so where the hall no longer knows the bridge, and opens where the hall is away', async () => {
    const bridge = { role: 'kiosk', screenWidthMm: 597, printer: true }
    const unknown = browser(
      {},
      { '/terminal': [200, bridge], '/terminal-sessions/current': [401, problem('not-signed-in', 401)] },
    )
    expect((await openTerminalPage('kiosk', unknown.place)).kind).toBe('bridge-unknown')
    const away = browser(
      {},
      { '/terminal': [200, bridge], '/terminal-sessions/current': [503, problem('hall-away', 503)] },
    )
    expect((await openTerminalPage('kiosk', away.place)).kind).toBe('bridge')
  })

  it('needs no credential through a bridge', async () => {
    const bridge = { role: 'kiosk', screenWidthMm: 597, printer: true }
    const { place } = browser({}, { '/terminal': [200, bridge] })
    expect(await openTerminalPage('kiosk', place)).toEqual({ kind: 'bridge', as: undefined, bridge })
  })

  it('asks for a code when it is nobody, or was revoked, and remembers who it became', async () => {
    const nobody = browser({}, {})
    expect(await openTerminalPage('pad', nobody.place)).toEqual({ kind: 'enrol', problem: null })

    const revoked = browser(
      { search: '?terminal=pad-1' },
      { '/terminal-sessions/current': [401, problem('not-signed-in', 401)] },
    )
    expect((await openTerminalPage('pad', revoked.place)).kind).toBe('enrol')

    const enrolling = browser(
      {},
      {
        '/terminals/enrol': [201, { token: 'T', terminal: pad }],
        '/terminal-sessions': [201, { terminal: pad }],
      },
    )
    expect((await enrolTerminalPage('pad', ' ab12 ', enrolling.place)).kind).toBe('hall')
    expect(enrolling.asked.at(-1)?.authorization).toBe('Bearer T')
    expect(enrolling.kept.get('govhall.terminal.pad')).toBe('pad-1')
  })

  it('does not open as another kind of terminal', async () => {
    const { place } = browser(
      { search: '?terminal=pad-1' },
      { '/terminal-sessions/current': [200, { terminal: pad }] },
    )
    expect((await openTerminalPage('display', place)).kind).toBe('enrol')
  })

  it('waits for a hall that is away instead of asking for a code', async () => {
    const { place } = browser({ search: '?terminal=pad-1' }, {})
    const away: TerminalPlace = { ...place, fetch: () => Promise.reject(new TypeError('refused')) }
    expect((await openTerminalPage('pad', away)).kind).toBe('away')
  })
})
