import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { ratingLevel } from '../../contract/shapes.ts'
import type { RatingLevel } from '../../core/rating/level.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { type PadFrame, padFunc } from './pad-frames.ts'

/** What a key of a call pad, or digits with its function key, ask for. */
export const padActs = [
  'start',
  'finish',
  'call',
  'recall',
  'undo',
  'pause',
  'transfer',
  'no-show',
  'hold',
  'resume',
  'sign-off',
] as const
export type PadAct = (typeof padActs)[number]

const byte = z.string().regex(/^[0-9A-F]{2}$/, '写作两位十六进制，如 0C')
const address = z.number().int().min(0).max(255)

const profileFile = z.strictObject({
  says: z.string(),
  acknowledge: z.strictObject({
    /** `echo`: the frame as it came. */
    call: z.literal('echo'),
    /** `same-with-01`: the same frame with function 01; `bare-01`: function 01, no data, no FF. */
    rating: z.enum(['same-with-01', 'bare-01']),
    /** The line stays silent so long after an acknowledgement. */
    silenceMs: z.number().int().min(0).max(1000),
  }),
  /** The same frame of the same pad within so long after the last one is that one sent again. */
  resendMs: z.number().int().min(100).max(5000),
  raterAddresses: z.tuple([address, address]),
  /** By the byte that the key sends. `function` makes digits a combination, or a staff number. */
  keys: z.record(byte, z.enum([...padActs, 'function'])),
  /** Digits typed before the function key. */
  combinations: z.record(z.string().regex(/^\d$/, '须为一位数字'), z.enum(padActs)),
  /** By the raw byte of the score. What it means is printed on the pad's keys. */
  scores: z.record(byte, ratingLevel),
})

/** One vendor's pads: how frames are acknowledged, what keys and scores mean. */
export interface PadProfile {
  readonly acknowledge: z.infer<typeof profileFile>['acknowledge']
  readonly resendMs: number
  readonly raterAddresses: readonly [number, number]
  readonly keys: ReadonlyMap<number, PadAct | 'function'>
  readonly combinations: ReadonlyMap<string, PadAct>
  readonly scores: ReadonlyMap<number, RatingLevel>
}

const builtIn: ReadonlySet<string> = new Set(['qs', 'hq'])

/** Reads a profile: `qs`, `hq`, or a file of a hall's own. The problem is what the operator reads. */
export function readPadProfile(name: string): Result<PadProfile, string> {
  const file = builtIn.has(name) ? join(import.meta.dirname, '..', 'profiles', `${name}.json`) : name
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const cannotRead = error instanceof Error && 'code' in error
    return fail(
      cannotRead
        ? `按键器协议档案读不到：${file}。可写 qs、hq，或一个 JSON 文件的路径。`
        : `按键器协议档案不是有效的 JSON：${file}。`,
    )
  }
  const parsed = profileFile.safeParse(json, { reportInput: false })
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return fail(`按键器协议档案有错误：${file}，${issue?.path.join('.') ?? ''}：${issue?.message ?? ''}`)
  }
  const { acknowledge, resendMs, raterAddresses, keys, combinations, scores } = parsed.data
  return ok({
    acknowledge,
    resendMs,
    raterAddresses,
    keys: byByte(keys),
    combinations: new Map(Object.entries(combinations)),
    scores: byByte(scores),
  })
}

function byByte<Value>(named: Readonly<Record<string, Value>>): ReadonlyMap<number, Value> {
  return new Map(Object.entries(named).map(([hex, value]) => [Number.parseInt(hex, 16), value]))
}

/** What a call pad's frame says: the digits that were typed, and the key. Null for what no key of the profile says. */
export function pressIn(
  profile: PadProfile,
  { data }: PadFrame,
): { digits: string; key: PadAct | 'function' } | null {
  const typed = [...data.subarray(0, -1)]
  const last = data.at(-1)
  const key = last === undefined ? undefined : profile.keys.get(last)
  if (key === undefined || typed.some((digit) => digit > 9)) return null
  return { digits: typed.join(''), key }
}

/** What acknowledges a frame of a pad, with or without its FF. */
export function acknowledgementOf(
  profile: PadProfile,
  frame: PadFrame,
  kind: 'call' | 'rating',
): { frame: PadFrame; prefix: boolean } {
  if (kind === 'call') return { frame, prefix: true }
  const func = padFunc.rater
  return profile.acknowledge.rating === 'bare-01'
    ? { frame: { address: frame.address, func, data: new Uint8Array() }, prefix: false }
    : { frame: { ...frame, func }, prefix: true }
}
