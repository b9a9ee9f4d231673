import { z } from 'zod'
import { createClient, ProblemError, type RouteAnswer } from '../../contract/client.ts'
import { type Problem, refusal, toProblem } from '../../contract/problems.ts'
import { type Terminal, terminalRole } from '../../contract/shapes.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'

/** What a bridge says of the terminal that it stands on: `GET /api/v1/terminal`. */
export const bridgeTerminal = z.object({
  role: terminalRole,
  /** Null: the page assumes the usual screen of its format. */
  screenWidthMm: z.number().nullable(),
  /** How high above the floor the glass begins; null: the usual stand. */
  screenBottomMm: z.number().nullish(),
  printer: z.boolean(),
  /** A card can be laid here. */
  cardReader: z.boolean().optional(),
  /** Where the paper of a simulated printer can be seen, `…/paper` as JSON and `…/paper.svg`; null for a real one. */
  paper: z.string().nullish(),
})
export type BridgeTerminal = z.infer<typeof bridgeTerminal>

/** Which terminal a page is, and by what it speaks. */
export type TerminalOpening =
  /** Through the terminal's own bridge: no credential is needed, `as` stays undefined. */
  | { readonly kind: 'bridge'; readonly as: undefined; readonly bridge: BridgeTerminal }
  /** Straight from the hall: a cookie named by the terminal's id speaks. */
  | { readonly kind: 'hall'; readonly as: string; readonly terminal: Terminal }
  /** Nobody yet: somebody must type the single-use code. `problem` says why, when a credential was refused. */
  | { readonly kind: 'enrol'; readonly problem: Problem | null }
  /** Through a bridge whose token the hall does not know any more: nothing is to be typed here, the bridge gets another. */
  | { readonly kind: 'bridge-unknown'; readonly problem: Problem }
  /** The hall cannot be asked now; try again. */
  | { readonly kind: 'away'; readonly problem: Problem }

/** The browser's parts that decide which terminal a page is; tests bring their own. */
export interface TerminalPlace {
  readonly address: { readonly hash: string; readonly search: string; readonly pathname: string }
  /** Shows another address without loading: the token must not stay in it. */
  readonly showAddress: (address: string) => void
  readonly kept: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  readonly fetch: typeof fetch
}

/**
 * Finds out which terminal this page is. In this order: a token in the address (`#token=…`, exchanged for an HttpOnly
 * cookie and removed from the address), a terminal named in the address (`?terminal=…`), a bridge behind the page, the
 * terminal that this browser was last time. Without any of them the page asks for an enrolment code.
 */
export async function openTerminalPage(role: TerminalRole, place: TerminalPlace): Promise<TerminalOpening> {
  try {
    const token = new URLSearchParams(place.address.hash.slice(1)).get('token')
    if (token !== null) return await enter(role, token, place)
    const named = new URLSearchParams(place.address.search).get('terminal')
    if (named !== null) return await speakAs(role, named, place)
    const bridge = await askBridge(place.fetch)
    if (bridge !== null) return await speakThrough(bridge, place)
    const last = place.kept.getItem(keptName(role))
    return last === null ? { kind: 'enrol', problem: null } : await speakAs(role, last, place)
  } catch (error) {
    return refused(error)
  }
}

/** Exchanges the single-use code that a person typed for a credential, and opens the page with it. */
export async function enrolTerminalPage(
  role: TerminalRole,
  code: string,
  place: TerminalPlace,
): Promise<TerminalOpening> {
  try {
    const client = createClient({ base: '', fetch: place.fetch })
    const { token } = await client('enrolTerminal', { body: { code: code.trim().toUpperCase() } })
    return await enter(role, token, place)
  } catch (error) {
    return refused(error)
  }
}

async function enter(role: TerminalRole, token: string, place: TerminalPlace): Promise<TerminalOpening> {
  const client = createClient({ base: '', token, fetch: place.fetch })
  const { terminal } = await client('openTerminalPage')
  return settle(role, terminal, place)
}

async function speakAs(role: TerminalRole, as: string, place: TerminalPlace): Promise<TerminalOpening> {
  const client = createClient({ base: '', as, fetch: place.fetch })
  const { terminal }: RouteAnswer<'currentTerminal'> = await client('currentTerminal')
  return settle(role, terminal, place)
}

/** A bridge answers for the hall where that is away; what it cannot do is speak as a terminal that was revoked. */
async function speakThrough(bridge: BridgeTerminal, place: TerminalPlace): Promise<TerminalOpening> {
  try {
    await createClient({ base: '', fetch: place.fetch })('currentTerminal')
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (isRefusedAsUnknown(error.problem)) return { kind: 'bridge-unknown', problem: error.problem }
  }
  return { kind: 'bridge', as: undefined, bridge }
}

/** Whether the hall refused because it does not know who asks: never enrolled, revoked, or enrolled anew elsewhere. */
export function isRefusedAsUnknown(problem: Problem): boolean {
  return problem.code === 'not-signed-in'
}

function settle(role: TerminalRole, terminal: Terminal, place: TerminalPlace): TerminalOpening {
  const search = new URLSearchParams(place.address.search)
  search.set('terminal', terminal.id)
  place.showAddress(`${place.address.pathname}?${search}`)
  if (terminal.role !== role)
    return {
      kind: 'enrol',
      problem: toProblem(refusal('not-permitted', `本机注册为“${terminal.name}”，与此页面不符。`)),
    }
  place.kept.setItem(keptName(role), terminal.id)
  return { kind: 'hall', as: terminal.id, terminal }
}

/** What the bridge says; null where the page comes from the hall itself, which has no such route. */
async function askBridge(send: typeof fetch): Promise<BridgeTerminal | null> {
  const response = await send('/api/v1/terminal', {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(10_000),
  }).catch(() => null)
  if (response === null) throw new ProblemError(toProblem(refusal('hall-away')))
  if (!response.ok) return null
  return bridgeTerminal.parse(await response.json())
}

function refused(error: unknown): TerminalOpening {
  if (!(error instanceof ProblemError)) throw error
  const { problem } = error
  return problem.status === 401 || problem.status === 403
    ? { kind: 'enrol', problem }
    : { kind: 'away', problem }
}

function keptName(role: TerminalRole): string {
  return `govhall.terminal.${role}`
}

/** The real browser. */
export function browserPlace(): TerminalPlace {
  return {
    address: location,
    showAddress: (address) => history.replaceState(null, '', address),
    kept: localStorage,
    fetch: globalThis.fetch.bind(globalThis),
  }
}
