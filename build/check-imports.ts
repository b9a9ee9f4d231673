import { readFileSync } from 'node:fs'
import { cruise, type ICruiseResult } from 'dependency-cruiser'

/** The top folders that the table in the README speaks of. */
export const folders = [
  'core',
  'contract',
  'db',
  'web',
  'hall',
  'native-bridge',
  'simulate',
  'bench',
  'renderer',
  'build',
  'tests',
]

/** A wrong import: who, whom, and where it should go instead. */
export interface WrongImport {
  readonly rule: string
  readonly from: string
  readonly to: string
  readonly says: string
}

/**
 * Holds the tree to the table of folders in the README: dependencies point one way. `where` is a folder with the
 * same top folders as ours, so that a test can plant a wrong import elsewhere and see it found.
 */
export async function wrongImports(where: string): Promise<{ checked: number; wrong: WrongImport[] }> {
  const { forbidden, options } = JSON.parse(
    readFileSync(new URL('../.dependency-cruiser.json', import.meta.url), 'utf8'),
  )
  const result = await cruise(folders, { ...options, baseDir: where, ruleSet: { forbidden }, validate: true })
  const output: ICruiseResult = typeof result.output === 'string' ? JSON.parse(result.output) : result.output
  const comments = new Map<string, string>(
    forbidden.map((rule: { name: string; comment: string }) => [rule.name, rule.comment]),
  )
  return {
    checked: output.summary.totalCruised,
    wrong: output.summary.violations.map((one) => ({
      rule: one.rule.name,
      from: one.from,
      to: one.to,
      says: comments.get(one.rule.name) ?? '',
    })),
  }
}

if (import.meta.main) {
  const { checked, wrong } = await wrongImports(new URL('..', import.meta.url).pathname)
  for (const one of wrong) process.stdout.write(`${one.from} → ${one.to}\n  ${one.rule}: ${one.says}\n`)
  // A checker that reads nothing finds nothing.
  if (checked < 50) {
    process.stdout.write(`only ${checked} files were read: the checker does not see the sources\n`)
    process.exit(1)
  }
  process.stdout.write(`${checked} files checked, ${wrong.length} wrong imports\n`)
  if (wrong.length > 0) process.exit(1)
}
