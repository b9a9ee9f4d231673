import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { fileURLToPath } from 'node:url'
import { optionsOf } from '../core/command-options.ts'
import { fail, ok, type Result } from '../core/result.ts'
import type { FileFault } from '../hall/catalog/file-fault.ts'
import type { ImportSummary } from '../hall/catalog/import.ts'
import { importIntoFolder, previewInFolder } from '../hall/catalog/importing.ts'
import { decodeCatalogue, readCatalogue } from '../hall/catalog/read-catalogue.ts'
import { complain, fromCaller, readBytes } from './caller-file.ts'
import { faultsInWords, previewInWords, summaryInWords } from './import-report.ts'

const usage = '用法：npm run import -- 文件.csv [--data 目录] [--dry-run] [--yes] [--json]'
const defaultFolder = fileURLToPath(new URL('../data', import.meta.url))

/**
 * `npm run import`: shows what a catalogue file would change, asks, and imports all of it or nothing. Returns the
 * exit code: 0, or 1 when nothing was imported that should have been.
 */
export async function importCommand(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args)
  if (!wanted.ok) return complain(wanted.problem)
  const { file, folder, dryRun, yes, json } = wanted.value
  const say = (text: string) => void (json ? process.stderr : process.stdout).write(text)
  const end = (summary: ImportSummary) => {
    if (json) process.stdout.write(`${JSON.stringify(summary)}\n`)
    return summary.faulty.length > 0 ? 1 : 0
  }

  const csv = readText(file)
  if (!csv.ok) return typeof csv.problem === 'string' ? complain(csv.problem) : refuse([csv.problem])
  // Faults of the file itself need no hall to be found.
  const { faults } = readCatalogue(csv.value)
  if (faults.length > 0) return refuse(faults)
  const preview = await previewInFolder(folder, csv.value)
  if (!preview.ok) return complain(preview.problem)
  if (preview.value.faulty.length > 0) return refuse(preview.value.faulty)
  say(previewInWords(preview.value, file))
  const { added, changed, unchanged, faulty } = preview.value
  if (dryRun) return end({ added, changed, unchanged, faulty })

  if (!yes) {
    if (!process.stdin.isTTY)
      return complain('没有终端可以询问，未作任何更改。确认导入请加 --yes，只看变化请加 --dry-run。')
    if (!(await agreed())) return complain('已取消，未作任何更改。')
  }
  const done = await importIntoFolder(folder, csv.value)
  if (!done.ok) return complain(done.problem)
  say(summaryInWords(done.value))
  return end(done.value)

  function refuse(found: readonly FileFault[]): number {
    say(faultsInWords(found, file))
    return end({ added: 0, changed: 0, unchanged: 0, faulty: [...found] })
  }
}

interface Wanted {
  readonly file: string
  readonly folder: string
  readonly dryRun: boolean
  readonly yes: boolean
  readonly json: boolean
}

function readArguments(args: readonly string[]): Result<Wanted, string> {
  const read = optionsOf(
    {
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    },
    usage,
  )
  if (!read.ok) return read
  const { values, positionals } = read.value
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) return fail(usage)
  return ok({
    file: fromCaller(file),
    // As `npm start` reads it, so that both mean the same folder.
    folder: values.data === undefined ? defaultFolder : resolve(values.data),
    dryRun: values['dry-run'],
    yes: values.yes,
    json: values.json,
  })
}

function readText(file: string): Result<string, string | FileFault> {
  const bytes = readBytes(file)
  return bytes.ok ? decodeCatalogue(bytes.value) : bytes
}

async function agreed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(y|yes|是)$/i.test((await terminal.question('导入以上变化？(y/N) ')).trim())
  } finally {
    terminal.close()
  }
}
