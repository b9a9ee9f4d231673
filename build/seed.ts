import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { accountsFile, seedReference } from '../simulate/reference/seed.ts'
import { complain } from './caller-file.ts'

const usage = '用法：npm run seed -- --reference [--data 目录] [--seed N] [--json]'
const defaultFolder = fileURLToPath(new URL('../data', import.meta.url))

/** `npm run seed -- --reference`: makes the reference hall in an empty data folder. Returns the exit code. */
export async function seedCommand(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  if (!wanted.ok) return complain(wanted.problem)
  const { folder, seed, json } = wanted.value
  const made = await seedReference(folder, seed, showProgress)
  if (!made.ok) return complain(made.problem)
  const { departments, windows, staff, items } = made.value
  if (json) process.stdout.write(`${JSON.stringify({ departments, windows, staff, items })}\n`)
  else
    process.stdout.write(
      `已建立参考大厅：部门 ${departments} 个，窗口 ${windows} 个，人员 ${staff} 名，事项 ${items} 项。\n账号和密码在 ${resolve(folder, accountsFile)}，请妥善保管。\n`,
    )
  return 0
}

function readArguments(
  args: readonly string[],
): Result<{ folder: string; seed: number; json: boolean }, string> {
  const read = optionsOf(
    {
      args,
      options: {
        reference: { type: 'boolean', default: false },
        data: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values } = read.value
  if (!values.reference) return fail(usage)
  const seed = Number(values.seed)
  if (!/^\d+$/.test(values.seed) || !Number.isSafeInteger(seed))
    return fail(`--seed 须为非负整数，现在是 ${values.seed}。`)
  // As `npm start` reads it, so that both mean the same folder.
  return ok({
    folder: values.data === undefined ? defaultFolder : resolve(values.data),
    seed,
    json: values.json,
  })
}

let shownAt = 0

/** On a terminal one line that changes; in a log a line now and then. */
function showProgress(hashed: number, of: number): void {
  const live = process.stderr.isTTY
  const now = performance.now()
  if (hashed < of && now - shownAt < (live ? 200 : 2000)) return
  shownAt = now
  const line = `正在生成账号密码 ${hashed}/${of}`
  process.stderr.write(live ? `\r\u001b[K${line}${hashed === of ? '\n' : ''}` : `${line}\n`)
}
