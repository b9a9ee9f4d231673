import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { staffRole } from '../contract/shapes.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { StaffRole } from '../core/staff/role.ts'

/** Who may come in: accounts and terminals with their secrets, as the first line of `npm start -- --json` tells them. */
export const credentialsShape = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      password: z.string(),
      roles: z.array(staffRole),
      windowId: z.string().nullish(),
    }),
  ),
  terminals: z.array(
    z.object({
      id: z.string().optional(),
      role: z.string(),
      name: z.string().default(''),
      windowId: z.string().nullish(),
      token: z.string(),
    }),
  ),
})
export type Credentials = z.infer<typeof credentialsShape>
export type Account = Credentials['accounts'][number]
export type TerminalCredential = Credentials['terminals'][number]

/**
 * Reads credentials from a file: what `npm start -- --json` printed first, a demonstration's `demonstration.json`,
 * or a seeded hall's `accounts.json`. Fails with one sentence.
 */
export function readCredentials(file: string): Result<Credentials, string> {
  try {
    const [firstLine = ''] = readFileSync(file, 'utf8').split('\n')
    const text = firstLine.trim().endsWith('}') ? firstLine : readFileSync(file, 'utf8')
    const read = credentialsShape.safeParse(JSON.parse(text))
    return read.success
      ? ok(read.data)
      : fail(
          `${file} 里没有账号和终端：应为 npm start -- --json 打印的第一行，或数据目录里的 demonstration.json。`,
        )
  } catch (error) {
    return fail(`文件无法读取：${file}（${error instanceof Error ? error.message : String(error)}）`)
  }
}

/** Who does what in a simulated day. */
export interface Cast {
  readonly kiosks: readonly TerminalCredential[]
  /** One clerk for each window, by its id. */
  readonly clerks: ReadonlyMap<string, Account>
  readonly pads: ReadonlyMap<string, TerminalCredential>
  readonly displays: readonly TerminalCredential[]
  readonly auditor: Account
  /** Somebody who may read the hall's rules. */
  readonly overseer: Account
}

const readsRules: ReadonlySet<StaffRole> = new Set(['supervisor', 'director', 'operator'])

/** Sorts credentials by what they are for. Fails with one sentence that names what is missing. */
export function castOf(credentials: Credentials): Result<Cast, string> {
  const { accounts, terminals } = credentials
  const of = (role: string) => terminals.filter((one) => one.role === role)
  // A kiosk with a bridge of its own may be in use; the spare one is there for programs.
  const spare = of('kiosk').filter(({ name }) => name === 'spare')
  const kiosks = spare.length > 0 ? spare : of('kiosk')
  const clerks = new Map<string, Account>()
  for (const account of accounts)
    if (account.windowId && account.roles.includes('staff') && !clerks.has(account.windowId))
      clerks.set(account.windowId, account)
  const pads = new Map<string, TerminalCredential>()
  for (const pad of of('pad')) if (pad.windowId) pads.set(pad.windowId, pad)
  const auditor = accounts.find(({ roles }) => roles.includes('auditor'))
  const overseer = accounts.find(({ roles }) => roles.some((role) => readsRules.has(role)))
  if (kiosks.length === 0) return fail('没有自助取号机的令牌，不能取号。')
  if (clerks.size === 0) return fail('没有一个窗口有工作人员的账号，不能办理。')
  if (auditor === undefined) return fail('没有审计账号，不能查账。')
  if (overseer === undefined) return fail('没有督查、主任或运维账号，不能查看大厅的规则。')
  return ok({ kiosks, clerks, pads, displays: of('display'), auditor, overseer })
}
