import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root, type Spawned, spawnProgram } from '../../support/spawn.ts'

/** A mount of its own for one process and its children: nobody else sees it, and it is gone with them. */
const own = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--user', '--map-root-user']

/** Why no file system can be mounted on this machine; null when one can. */
export function cannotMount(): string | null {
  const tried = spawnSync('unshare', [...own, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { encoding: 'utf8' })
  if (tried.error) return 'unshare is not installed (Debian: apt-get install util-linux mount)'
  return tried.status === 0 ? null : `a file system cannot be mounted here: ${tried.stderr.trim()}`
}

/** Why no disk can be broken on this machine; null when one can: it takes root, a loop device and ext4. */
export function cannotBreak(): string | null {
  if (process.getuid?.() !== 0) return 'only root can break a disk'
  const made = spawnSync('mkfs.ext4', ['-V'], { encoding: 'utf8' })
  if (made.error) return 'mkfs.ext4 is not installed (Debian: apt-get install e2fsprogs)'
  return existsSync('/dev/loop-control') ? null : 'there is no loop device'
}

/** A small file system of its own and whoever works on it. */
export class SmallDisk {
  /** Where it is mounted, for its own processes. */
  readonly place: string
  readonly #shell: ChildProcess
  readonly #working: ChildProcess[] = []

  private constructor(place: string, shell: ChildProcess) {
    this.place = place
    this.#shell = shell
  }

  /** Mounts one in memory on an existing folder. `size` as `mount` takes it, such as `2m`. */
  static inMemory(place: string, size: string): Promise<SmallDisk> {
    return SmallDisk.#mount(place, `mount -t tmpfs -o size=${size} tmpfs "$0"`)
  }

  /** Mounts an ext4 file system of 16 MiB in a file: one that can break as a real disk does. */
  static onLoop(place: string): Promise<SmallDisk> {
    const image = `${place}.image`
    return SmallDisk.#mount(
      place,
      `truncate -s 16M "${image}" && mkfs.ext4 -q "${image}" && mount -o loop,errors=remount-ro "${image}" "$0"`,
    )
  }

  static async #mount(place: string, command: string): Promise<SmallDisk> {
    const shell = spawn('unshare', [...own, 'sh', '-c', `${command} && echo mounted && exec cat`, place], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve, reject) => {
      shell.stdout.once('data', () => resolve())
      shell.once('close', () => reject(new Error('the small disk was not mounted')))
    })
    return new SmallDisk(place, shell)
  }

  /** Makes the kernel find an error on it, after which it is read-only for everybody, as with a disk that dies. */
  break(): void {
    const mounts = readFileSync(`/proc/${this.#shell.pid}/mounts`, 'utf8')
    const device = mounts
      .split('\n')
      .map((line) => line.split(' '))
      .find(([, place]) => place === this.place)?.[0]
    if (!device?.startsWith('/dev/loop')) throw new Error(`only a disk on a loop device can break: ${device}`)
    writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'test')
  }

  /** The same folder as this process can reach it. */
  get seenFromHere(): string {
    return join('/proc', String(this.#shell.pid), 'root', this.place)
  }

  /** Runs a program of ours on the disk. */
  spawnNode(args: readonly string[], env: Record<string, string> = {}): Spawned {
    const spawned = spawnProgram('nsenter', [...this.#inside, process.execPath, ...args], { env })
    this.#working.push(spawned.child)
    return spawned
  }

  /** Remounts it, such as `ro`, `rw` or `size=8m`. */
  remount(options: string): void {
    const done = spawnSync('nsenter', [...this.#inside, 'mount', '-o', `remount,${options}`, this.place], {
      encoding: 'utf8',
    })
    if (done.status !== 0) throw new Error(done.stderr)
  }

  /** Takes every byte that is left. */
  fill(): void {
    const file = openSync(join(this.seenFromHere, 'filler'), 'a')
    try {
      for (;;) writeSync(file, Buffer.alloc(4096))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
    } finally {
      closeSync(file)
    }
  }

  /** Lets it go, with everything on it. */
  end(): void {
    for (const child of this.#working) child.kill('SIGKILL')
    this.#shell.kill('SIGKILL')
  }

  get #inside(): string[] {
    const into = ['--target', String(this.#shell.pid), '--mount', `--wd=${root}`]
    return process.getuid?.() === 0 ? into : ['--user', '--preserve-credentials', ...into]
  }
}
