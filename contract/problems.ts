import { z } from 'zod'

/**
 * Every refusal that the interface knows: its stable code, its HTTP status and a title for people.
 * Answers are RFC 9457 `application/problem+json`; mapping to HTTP happens at the edge and nowhere else.
 */
export const problemTable = {
  malformed: { status: 400, title: '请求不是有效的 JSON' },
  'not-signed-in': { status: 401, title: '尚未登录，或登录已过期' },
  'wrong-credentials': { status: 401, title: '账号或密码不正确' },
  'pin-needed': { status: 401, title: '还需要密码' },
  'code-invalid': { status: 401, title: '代码不正确、已使用或已过期' },
  'not-permitted': { status: 403, title: '没有权限' },
  'wrong-origin': { status: 403, title: '请求来自别的网站' },
  'not-found': { status: 404, title: '没有找到' },
  'method-not-allowed': { status: 405, title: '此地址不支持这种请求' },

  'queue-closed': { status: 409, title: '此业务现在不取号' },
  'limit-reached': { status: 409, title: '已达到取号上限' },
  'not-waiting': { status: 409, title: '此号不在等候中' },
  'not-called': { status: 409, title: '此号不在呼叫中' },
  'not-serving': { status: 409, title: '此号不在办理中' },
  'not-held': { status: 409, title: '此号没有挂起' },
  'not-no-show': { status: 409, title: '此号没有过号' },
  'not-done': { status: 409, title: '此号没有办结' },
  'not-at-this-window': { status: 409, title: '此号不在本窗口' },
  'not-served-here': { status: 409, title: '本窗口不办理此业务' },
  'return-refused': { status: 409, title: '此号不能再回到队列' },
  'ticket-in-hand': { status: 409, title: '窗口手中还有号票' },
  'window-not-open': { status: 409, title: '窗口没有开放' },
  'nobody-at-pad': { status: 409, title: '窗口没有人签到' },
  'window-switched-off': { status: 409, title: '窗口已停用' },
  'window-occupied': { status: 409, title: '窗口已有人值守' },
  'nothing-to-undo': { status: 409, title: '没有可以撤销的操作' },
  'undo-expired': { status: 409, title: '已超过可以撤销的时间' },
  'not-finished': { status: 409, title: '服务尚未结束，还不能评价' },
  'already-rated': { status: 409, title: '此次服务已经评价' },
  'rating-closed': { status: 409, title: '评价时间已过' },
  'already-taken': { status: 409, title: '已有人处理' },
  'already-exists': { status: 409, title: '已经存在' },
  'in-use': { status: 409, title: '正在使用，不能更改' },
  'not-bookable': { status: 409, title: '此事项不接受预约' },
  'slot-unavailable': { status: 409, title: '此时段不能预约' },
  'booked-already': { status: 409, title: '已经预约' },
  'booking-limit-reached': { status: 409, title: '已达到预约上限' },
  'booking-blocked': { status: 409, title: '因多次爽约暂不能预约' },
  'not-booked': { status: 409, title: '此预约已结束' },
  'too-early': { status: 409, title: '还没有到签到时间' },
  'too-late': { status: 409, title: '已过签到时间' },
  'bookings-affected': { status: 409, title: '有预约会因此取消' },
  'set-up-done': { status: 409, title: '大厅已经设置' },
  'import-faulty': { status: 409, title: '文件有错误，未作任何更改' },
  'changed-since': { status: 409, title: '之后又有更改，不能撤销' },
  'catalogue-faulty': { status: 409, title: '目录有错误，未作任何更改' },
  'hall-away': { status: 503, title: '暂时连不上大厅服务' },
  'number-range-empty': { status: 409, title: '离线号段已用完' },
  'not-on-this-device': { status: 409, title: '这种设备没有这个操作' },

  'too-large': { status: 413, title: '内容过大' },
  'unsupported-media': { status: 415, title: '不支持的内容类型' },
  'card-unknown': { status: 422, title: '证件信息已失效，请重新放置证件' },
  validation: { status: 422, title: '内容不符合要求' },
  'idempotency-key-reused': { status: 422, title: '同一个幂等键用于不同的请求' },
  'locked-out': { status: 429, title: '多次输错，账号已暂时锁定' },
  'too-many-requests': { status: 429, title: '请求过于频繁' },
  internal: { status: 500, title: '系统内部错误' },
  'store-unavailable': { status: 503, title: '存储暂不可用，此次操作没有保存' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problemTable

const codes = Object.keys(problemTable)

/** The body of every refusal (RFC 9457). `errors` comes with `validation` alone. */
export const problemShape = z.object({
  type: z.string(),
  status: z.number().int(),
  title: z.string(),
  detail: z.string(),
  code: z.custom<ProblemCode>((code) => typeof code === 'string' && codes.includes(code)),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Seconds until a retry can succeed, where that is known (429, 503). */
  retryAfterSeconds: z.number().optional(),
  /** How many are meant, where the refusal is about some of them (`bookings-affected`). */
  count: z.number().int().optional(),
})
export type Problem = z.infer<typeof problemShape>

/** An expected refusal inside our programs: a code, and a sentence that says what happened and what to do next. */
export interface Refusal {
  readonly code: ProblemCode
  readonly detail: string
  readonly errors?: { path: string; message: string }[]
  readonly retryAfterSeconds?: number
  readonly count?: number
}

/** Builds a refusal; `detail` defaults to the code's title. */
export function refusal(
  code: ProblemCode,
  detail?: string,
  more: Pick<Refusal, 'errors' | 'retryAfterSeconds' | 'count'> = {},
): Refusal {
  return { code, detail: detail ?? problemTable[code].title, ...more }
}

/** Turns a refusal into the body that travels. */
export function toProblem(of: Refusal): Problem {
  const { status, title } = problemTable[of.code]
  return {
    type: `urn:govhall:problem:${of.code}`,
    status,
    title,
    detail: of.detail,
    code: of.code,
    ...(of.errors ? { errors: of.errors } : {}),
    ...(of.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: of.retryAfterSeconds }),
    ...(of.count === undefined ? {} : { count: of.count }),
  }
}
