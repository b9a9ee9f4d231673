import { nextFreePrefix } from '../../core/queue/number.ts'
import { must } from '../../core/result.ts'
import { shareOut } from './chance.ts'
import { departments, zones } from './departments.ts'
import { type ItemPlan, planItems } from './items.ts'
import { type PersonPlan, planPeople } from './people.ts'

/** How large the reference hall is: a district's service centre as its own report describes it. */
export const referenceSize = { departments: 33, windows: 199, staff: 266, items: 798 } as const

/** A queue of the reference hall. */
export interface QueuePlan {
  readonly prefix: string
  readonly name: string
  readonly department: string
  /** Index into `zones`. */
  readonly zone: number
}

/** A window: its number, and the prefixes of the queues that it serves, in its order. */
export interface HallWindowPlan {
  readonly number: string
  readonly name: string
  readonly zone: number
  readonly serves: readonly string[]
}

/** The whole reference hall, the same for the same seed. Secrets are no part of it. */
export interface ReferencePlan {
  readonly queues: readonly QueuePlan[]
  readonly windows: readonly HallWindowPlan[]
  readonly items: readonly ItemPlan[]
  readonly people: readonly PersonPlan[]
}

/** Fewest windows of a department: one may pause. */
const fewestWindows = 2

/** Plans the reference hall from a seed. */
export function planReference(seed: number): ReferencePlan {
  const queues = planQueues()
  const windows = planWindows(queues)
  const numbers = windows.map(({ number }) => number)
  return {
    queues,
    windows,
    items: planItems(seed, referenceSize.items),
    people: planPeople(seed, referenceSize.staff, numbers, zones.length),
  }
}

function planQueues(): QueuePlan[] {
  const taken = new Set<string>()
  return departments.flatMap((department) =>
    department.queues.map((name) => {
      const prefix = must(nextFreePrefix(taken), 'there are 600 prefixes')
      taken.add(prefix)
      return { prefix, name, department: department.name, zone: department.zone }
    }),
  )
}

/** Windows are numbered through the hall. Each serves a queue first and its department's others after it. */
function planWindows(queues: readonly QueuePlan[]): HallWindowPlan[] {
  const counts = shareOut(
    referenceSize.windows,
    departments.map(({ busy }) => busy),
    fewestWindows,
  )
  let number = 0
  return departments.flatMap((department, index) => {
    const own = queues.filter((queue) => queue.department === department.name)
    return Array.from({ length: counts[index] ?? 0 }, (_, place) => {
      const first = place % own.length
      const serves = [...own.slice(first), ...own.slice(0, first)]
      number += 1
      return {
        number: String(number),
        name: must(serves[0], 'every department has a queue').name,
        zone: department.zone,
        serves: serves.map(({ prefix }) => prefix),
      }
    })
  })
}
