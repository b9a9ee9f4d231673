import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { backUp } from '../db/backup.ts'
import { fromCaller } from './caller-file.ts'

const usage = '用法：npm run backup -- --to 文件 [--data 目录] [--json]'
const defaultFolder = fileURLToPath(new URL('../data', import.meta.url))

/** `npm run backup`: one file with one moment of the store, examined. Returns the exit code: 1 when there is none. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  const made = wanted.ok ? await backUp(wanted.value.folder, wanted.value.to) : wanted
  if (!wanted.ok || !made.ok) {
    process.stderr.write(`${made.ok ? usage : made.problem}\n`)
    return 1
  }
  const { file, bytes, entries, head } = made.value
  const text = `备份完成：${file}（${bytes} 字节），日志 ${entries} 条，链完整，末条 ${head.slice(0, 12)}。\n密钥不在其中，请另行保存 secrets.json。\n`
  ;(wanted.value.json ? process.stderr : process.stdout).write(text)
  if (wanted.value.json) process.stdout.write(`${JSON.stringify(made.value)}\n`)
  return 0
}

function readArguments(
  args: readonly string[],
): Result<{ to: string; folder: string; json: boolean }, string> {
  const read = optionsOf(
    {
      args,
      options: {
        to: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values } = read.value
  if (values.to === undefined) return fail(usage)
  const to = fromCaller(values.to)
  const folder = values.data === undefined ? defaultFolder : resolve(values.data)
  return ok({ to, folder, json: values.json })
}
