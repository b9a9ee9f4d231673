import type { RouteAnswer } from '../../contract/client.ts'

type Paper = RouteAnswer<'lostPapers'>['papers'][number]

/** What one printer did not print, or of which nobody knows: one printer out of paper is one thing to go to. */
export interface LostTogether {
  readonly terminalName: string
  readonly state: Paper['state']
  /** The newest first, as the hall gives them. */
  readonly papers: readonly Paper[]
}

/** Tickets without paper by printer and trouble, in the order of their newest. */
export function lostTogether(papers: readonly Paper[]): LostTogether[] {
  const groups = new Map<string, Paper[]>()
  for (const paper of papers) {
    const key = `${paper.state} ${paper.terminalName}`
    groups.set(key, [...(groups.get(key) ?? []), paper])
  }
  return [...groups.values()].flatMap((group) =>
    group[0] ? [{ terminalName: group[0].terminalName, state: group[0].state, papers: group }] : [],
  )
}

/** The tickets without paper that a page shows: only their tickets' own events can take one away. */
export type ShownPapers = ReadonlySet<string>

/**
 * Whether an event changes which tickets have no paper: one more print that went wrong, or anything that happens to a
 * ticket that is shown (its paper came out after all, its visit is over). All the day's good prints change nothing,
 * and two hundred windows must not ask after each.
 */
export function changesPapers(
  event: { readonly type: string; readonly body: Readonly<Record<string, unknown>> },
  shown: ShownPapers,
): boolean {
  const { ticketId, state } = event.body
  if (typeof ticketId === 'string' && shown.has(ticketId)) return true
  return event.type === 'print-ended' && state !== 'printed'
}
