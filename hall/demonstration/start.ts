import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { id, staffRole, terminalRole } from '../../contract/shapes.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { newCode, newToken, tokenHash } from '../../db/cipher.ts'
import type { Transaction } from '../../db/writer.ts'
import { readPrivate, writePrivate } from '../secrets.ts'
import { hashPassword } from '../staff/password.ts'
import { accountsNeeded, fillDemonstration, terminalsNeeded } from './fill.ts'

const demonstrationFile = z.object({
  accounts: z.array(
    z.object({
      account: z.string(),
      password: z.string(),
      name: z.string(),
      roles: z.array(staffRole),
      windowId: id.optional(),
    }),
  ),
  terminals: z.array(
    z.object({
      role: terminalRole,
      name: z.string(),
      id,
      windowId: id.optional(),
      zoneId: id.optional(),
      token: z.string(),
    }),
  ),
})

/** The demonstration's accounts and terminals with their secrets, as they are told at every start. */
export type Demonstration = z.infer<typeof demonstrationFile>

const fileName = 'demonstration.json'

/** Reads what was made at first run; null when somebody took the file away, and one line when somebody spoilt it. */
export function readDemonstration(
  folder: string,
): Result<Demonstration | null, { readonly code: string; readonly message: string }> {
  const file = join(folder, fileName)
  if (!existsSync(file)) return ok(null)
  const read = demonstrationFile.safeParse(readPrivate(file))
  return read.success
    ? ok(read.data)
    : fail({
        code: 'demonstration-broken',
        message: `演示的账号文件读不懂：${file}。请放回原来的文件，或用 --reset 重新开始演示。`,
      })
}

/** Random secrets for everybody in the demonstration, hashed for the store. */
export async function prepareDemonstration() {
  const passwords = new Map(accountsNeeded.map((account) => [account, newCode().toLowerCase()]))
  const tokens = new Map(terminalsNeeded.map((name) => [name, newToken()]))
  const hashed = await Promise.all(
    [...passwords].map(async ([account, password]) => [account, await hashPassword(password)] as const),
  )
  return {
    passwords,
    tokens,
    secrets: {
      passwordHashes: new Map(hashed),
      tokenHashes: new Map([...tokens].map(([name, token]) => [name, tokenHash(token)])),
    },
  }
}

/** Fills the store, and writes the secrets beside it before the transaction is committed: a store never lacks its file. */
export function makeDemonstration(
  tx: Transaction,
  folder: string,
  prepared: Awaited<ReturnType<typeof prepareDemonstration>>,
): void {
  const made = fillDemonstration(tx, prepared.secrets)
  const kept: Demonstration = {
    accounts: made.accounts.map(({ account, name, roles, windowId }) => ({
      account,
      password: prepared.passwords.get(account) ?? '',
      name,
      roles: [...roles],
      ...(windowId === null ? {} : { windowId }),
    })),
    terminals: made.terminals.map(({ role, name, id: terminalId, windowId, zoneId }) => ({
      role,
      name,
      id: terminalId,
      ...(windowId === null ? {} : { windowId }),
      ...(zoneId === null ? {} : { zoneId }),
      token: prepared.tokens.get(name) ?? '',
    })),
  }
  writePrivate(join(folder, fileName), kept)
}
