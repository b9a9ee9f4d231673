import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fail, ok, type Result } from '../core/result.ts'

/** npm runs scripts in the project's folder; files are meant from where the command was given. */
export function fromCaller(file: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), file)
}

/** A file's bytes, or a sentence that says why they cannot be read. */
export function readBytes(file: string): Result<Buffer, string> {
  try {
    return ok(readFileSync(file))
  } catch (error) {
    return fail(`文件无法读取：${file}（${error instanceof Error ? error.message : String(error)}）`)
  }
}

/** Says on standard error why a command ends, and gives its exit code. */
export function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n`)
  return 1
}
