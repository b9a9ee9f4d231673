import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * A folder for a store that is thrown away, also when the process ends early: in memory where the system has a place
 * for it, because waiting until a disk has what nobody will read again is most of a simulated day.
 */
export function throwAwayFolder(): { readonly folder: string; remove(): void } {
  const folder = makeFolder()
  const removeNow = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', removeNow)
  return {
    folder,
    remove() {
      process.off('exit', removeNow)
      removeNow()
    },
  }
}

function makeFolder(): string {
  try {
    return mkdtempSync(join('/dev/shm', 'govhall-simulate-'))
  } catch {
    return mkdtempSync(join(tmpdir(), 'govhall-simulate-'))
  }
}
