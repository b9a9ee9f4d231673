/**
 * glibc keeps heaps ("arenas") for up to eight threads a processor, and gives little of them back; Node's threads leave
 * some 12 MiB there after a rush. With two the hall holds less and is no slower.
 * Source: mallopt(3), M_ARENA_MAX.
 */
export const fewArenas = { MALLOC_ARENA_MAX: '2' } as const

/**
 * Puts this program anew in the place of its own process, with few arenas, unless they were set by whoever started it:
 * glibc reads them before anything of ours runs. Process, streams and arguments stay. Comes back where there is nothing to
 * do: on other systems, and the second time.
 */
export function beginWithFewArenas(): void {
  if (process.platform !== 'linux' || process.env['MALLOC_ARENA_MAX'] !== undefined) return
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    ...fewArenas,
  })
}
