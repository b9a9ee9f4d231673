import { z } from 'zod'
import type { Client } from '../contract/client.ts'

/** What a day is planned for, in words that stay the same from store to store. */
export interface HallShape {
  /** Prefixes of the queues that are switched on, in their order. */
  readonly queues: readonly string[]
  readonly windows: readonly { readonly number: string; readonly queues: readonly string[] }[]
  /** Items that lead to one of the queues. */
  readonly items: readonly { readonly code: string; readonly queue: string }[]
  /** Codes of the items that are booked from the web. */
  readonly bookable: readonly string[]
}

/** The hall's ids behind the words of a plan. */
export interface HallIds {
  readonly queueIds: ReadonlyMap<string, string>
  readonly queueNames: ReadonlyMap<string, string>
  readonly windowIds: ReadonlyMap<string, string>
  readonly itemIds: ReadonlyMap<string, string>
}

const itemsAtOnce = 2000
const switchedOff = z.enum(['switched-off'])

/**
 * Looks the hall over as a kiosk. `isStaffed` says which windows somebody will work at; `web` is somebody at home who
 * looks what can be booked, and null where nobody is to book: in a hall that keeps its own clock its slots are not
 * those of a day's plan.
 */
export async function lookOver(
  kiosk: Client,
  isStaffed: (windowId: string) => boolean,
  web: Client | null,
): Promise<{ shape: HallShape; ids: HallIds }> {
  const hall = await kiosk('hall')
  const queues = hall.queues.filter(({ openness }) => !switchedOff.safeParse(openness).success)
  const prefixOf = new Map(queues.map(({ id, prefix }) => [id, prefix]))
  const known = (queueIds: readonly string[]) => queueIds.flatMap((id) => prefixOf.get(id) ?? [])
  const windows = hall.windows.filter(({ id, active }) => active && isStaffed(id))
  const items: { id: string; code: string; queue: string }[] = []
  let after: string | undefined
  do {
    const page = await kiosk('items', { query: { limit: itemsAtOnce, ...(after ? { after } : {}) } })
    for (const { id, code, queueId } of page.items) {
      const queue = prefixOf.get(queueId ?? '')
      if (queue !== undefined) items.push({ id, code, queue })
    }
    after = page.next ?? undefined
  } while (after !== undefined)
  const bookableIds = new Set(web === null ? [] : await bookableItems(web))
  const byCode = items.toSorted((a, b) => (a.code < b.code ? -1 : 1))
  return {
    shape: {
      queues: queues.map(({ prefix }) => prefix),
      windows: windows.map(({ number, queueIds }) => ({ number, queues: known(queueIds) })),
      items: byCode.map(({ code, queue }) => ({ code, queue })),
      bookable: byCode.flatMap(({ id, code }) => (bookableIds.has(id) ? code : [])),
    },
    ids: {
      queueIds: new Map(queues.map(({ id, prefix }) => [prefix, id])),
      queueNames: new Map(hall.queues.map(({ id, name }) => [id, name])),
      windowIds: new Map(windows.map(({ id, number }) => [number, id])),
      itemIds: new Map(items.map(({ id, code }) => [code, id])),
    },
  }
}

/** A page of what can be booked holds no more. */
const bookableAtOnce = 50

async function bookableItems(web: Client): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const page = await web('bookableItems', { query: { limit: bookableAtOnce, ...(after ? { after } : {}) } })
    for (const { id } of page.items) ids.push(id)
    after = page.next ?? undefined
  } while (after !== undefined)
  return ids
}
