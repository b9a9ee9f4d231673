import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { SystemCall } from './recording.ts'

/** What a disk does with what was never synced, when the power goes. */
export type Fate = 'lost' | 'kept' | 'torn'

/** A sector is written whole or not at all; a page is eight of them. */
const sector = 512

interface Change {
  readonly offset: number
  /** Null cuts the file at `offset`. */
  readonly bytes: Buffer | null
}

interface File {
  safe: Buffer
  pending: Change[]
  /** Where a plain `write` goes on. */
  position: number
}

interface Naming {
  readonly folder: string
  readonly name: string
  /** Null takes the name away. */
  readonly file: File | 'folder' | null
}

/**
 * A disk as POSIX allows it to be: a write is safe once its file was synced, a name once its folder was. Told what
 * a process did, it says what may lie there after a power cut at that instant.
 */
export class Disk {
  readonly #root: string
  /** Names as the process sees them. */
  readonly #seen = new Map<string, File | 'folder'>()
  /** Names as they would be found after a power cut. */
  readonly #safe = new Map<string, File | 'folder'>()
  #namings: Naming[] = []

  constructor(root: string) {
    this.#root = root
  }

  /** Takes in one call. */
  apply(call: SystemCall): void {
    switch (call.kind) {
      case 'folder':
        this.#name(call.path, 'folder')
        break
      case 'open': {
        let file = this.#seen.get(call.path)
        if (file === undefined) {
          file = { safe: Buffer.alloc(0), pending: [], position: 0 }
          this.#name(call.path, file)
        }
        if (file === 'folder') break
        file.position = 0
        if (call.truncates) file.pending.push({ offset: 0, bytes: null })
        break
      }
      case 'write': {
        const file = this.#file(call.path)
        if (!file) break
        const offset = call.offset ?? file.position
        if (call.offset === null) file.position += call.bytes.length
        file.pending.push({ offset, bytes: call.bytes })
        break
      }
      case 'cut':
        this.#file(call.path)?.pending.push({ offset: call.length, bytes: null })
        break
      case 'sync':
        this.#sync(call.path)
        break
      case 'rename': {
        const file = this.#seen.get(call.from)
        if (file === undefined) break
        this.#name(call.from, null)
        this.#name(call.to, file)
        break
      }
      case 'remove':
        this.#name(call.path, null)
        break
      case 'sent':
        break
    }
  }

  /** Lays out what a power cut now would leave, with what was not synced meeting one fate. */
  layOut(into: string, fate: Fate, random: () => number): void {
    const names = new Map(this.#safe)
    // What a folder keeps of its last changes is a beginning of them: file systems log names in order.
    const kept =
      fate === 'lost'
        ? 0
        : fate === 'kept'
          ? this.#namings.length
          : Math.floor(random() * (this.#namings.length + 1))
    for (const { folder, name, file } of this.#namings.slice(0, kept)) put(names, join(folder, name), file)
    mkdirSync(into, { recursive: true })
    for (const [path, file] of [...names].sort(([left], [right]) => (left < right ? -1 : 1))) {
      if (!reachable(names, dirname(path), this.#root)) continue
      const to = join(into, relative(this.#root, path))
      if (file === 'folder') mkdirSync(to, { recursive: true })
      else writeFileSync(to, afterFate(file, fate, random), { mode: 0o600 })
    }
  }

  #file(path: string): File | null {
    const file = this.#seen.get(path)
    // The index of the log is shared memory, made anew by whoever opens the store after a cut.
    return file === undefined || file === 'folder' || path.endsWith('-shm') ? null : file
  }

  #name(path: string, file: File | 'folder' | null): void {
    if (path.endsWith('-shm')) return
    put(this.#seen, path, file)
    this.#namings.push({ folder: dirname(path), name: path.slice(dirname(path).length + 1), file })
  }

  #sync(path: string): void {
    const file = this.#file(path)
    if (file) {
      file.safe = withChanges(file.safe, file.pending)
      file.pending = []
      return
    }
    for (const naming of this.#namings)
      if (naming.folder === path) put(this.#safe, join(path, naming.name), naming.file)
    this.#namings = this.#namings.filter((naming) => naming.folder !== path)
  }
}

function put(names: Map<string, File | 'folder'>, path: string, file: File | 'folder' | null): void {
  if (file === null) names.delete(path)
  else names.set(path, file)
}

function reachable(names: ReadonlyMap<string, File | 'folder'>, folder: string, root: string): boolean {
  return folder === root || (names.get(folder) === 'folder' && reachable(names, dirname(folder), root))
}

function afterFate(file: File, fate: Fate, random: () => number): Buffer {
  if (fate === 'lost') return file.safe
  if (fate === 'kept') return withChanges(file.safe, file.pending)
  const survived = file.pending.flatMap((change) => {
    const luck = random()
    if (luck < 0.3) return []
    if (luck < 0.6 || change.bytes === null) return [change]
    return sectorsOf(change.offset, change.bytes).filter(() => random() < 0.5)
  })
  return withChanges(file.safe, survived)
}

function sectorsOf(offset: number, bytes: Buffer): Change[] {
  const parts: Change[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((offset + from) % sector))
    parts.push({ offset: offset + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return parts
}

function withChanges(safe: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return safe
  let length = safe.length
  let longest = safe.length
  for (const { offset, bytes } of changes) {
    length = bytes === null ? offset : Math.max(length, offset + bytes.length)
    longest = Math.max(longest, length)
  }
  const result = Buffer.alloc(longest)
  safe.copy(result)
  for (const { offset, bytes } of changes) {
    if (bytes === null) result.fill(0, offset)
    else bytes.copy(result, offset)
  }
  return result.subarray(0, length)
}
