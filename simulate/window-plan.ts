import { prefix as prefixShape } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'

/** A window of a simulated day: its number, and the prefixes of the queues that it serves, in its order. */
export interface WindowPlan {
  readonly number: string
  readonly queues: readonly string[]
}

/**
 * Which window serves what. `told` are the values of `--queues`, such as `W1=A,B`; several are parted by spaces,
 * semicolons or commas. A window that is not named serves every queue of the day, in the order of the prefixes.
 */
export function planWindows(
  count: number,
  told: readonly string[],
  queuesOfDay: ReadonlySet<string>,
): Result<readonly WindowPlan[], string> {
  const named = new Map<string, string[]>()
  let current: string[] | undefined
  for (const word of told.flatMap((text) => text.split(/[\s,;]+/)).filter((text) => text !== '')) {
    const [window, queue] = word.includes('=') ? word.split('=', 2) : [undefined, word]
    if (window !== undefined) {
      const number = /^W0*([1-9]\d*)$/i.exec(window)?.[1]
      if (number === undefined || Number(number) > count)
        return fail(`--queues 中的“${window}”不是窗口：应为 W1 到 W${count}。`)
      if (named.has(number)) return fail(`--queues 中 W${number} 出现了两次。`)
      current = []
      named.set(number, current)
    }
    if (current === undefined) return fail(`--queues 应写作 W1=A,B，现为“${word}”。`)
    if (queue === undefined || !prefixShape.safeParse(queue).success)
      return fail(`--queues 中的“${queue ?? ''}”不是队列前缀：应为一至两个大写字母，不用 I 和 O。`)
    if (!current.includes(queue)) current.push(queue)
  }
  const every = [...new Set([...queuesOfDay, ...[...named.values()].flat()])].sort(byPrefix)
  return ok(
    Array.from({ length: count }, (_, index) => {
      const number = String(index + 1)
      return { number, queues: named.get(number) ?? every }
    }),
  )
}

/** A … Z, then AA, AB …: as a hall lists its queues. */
export function byPrefix(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}
