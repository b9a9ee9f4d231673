import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from '../db/folder.ts'

const secretsFile = z.object({
  /** 32 bytes as hex: encryption at rest and keyed hashes come from it. */
  key: z.string().regex(/^[0-9a-f]{64}$/),
})

/**
 * The hall's key: from `GOVHALL_KEY` (64 hex digits), else from `secrets.json` beside the store, made at first
 * start with mode 600. A backup of the store never holds it; without it ID numbers cannot be read again.
 */
export function readKey(folder: string, environment: string | undefined): Buffer {
  if (environment !== undefined && environment !== '') {
    if (!/^[0-9a-fA-F]{64}$/.test(environment)) throw new Error('GOVHALL_KEY must have 64 hexadecimal digits')
    return Buffer.from(environment, 'hex')
  }
  const file = join(folder, 'secrets.json')
  // A file that cannot be read is not an empty one: replacing it would lock away every record.
  if (existsSync(file))
    return Buffer.from(secretsFile.parse(JSON.parse(readFileSync(file, 'utf8'))).key, 'hex')
  const key = randomBytes(32)
  writePrivate(file, { key: key.toString('hex') })
  return key
}

/** Writes a file that only its owner may read, so that a power cut cannot take it: a lost key locks away every record. */
export function writePrivate(file: string, content: unknown): void {
  writeWhole(file, `${JSON.stringify(content, null, 2)}\n`)
}
