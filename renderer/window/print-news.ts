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
