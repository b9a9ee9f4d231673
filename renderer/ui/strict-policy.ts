/**
 * Tells zod not to compile its schemas with `new Function`: the pages' Content-Security-Policy forbids it, and zod's
 * probe alone would be reported as a violation. zod reads this global when a schema is made, so this module imports
 * nothing and must be the first import of every `main.tsx` and worker.
 */
declare global {
  var __zod_globalConfig: { jitless?: boolean } | undefined
}

globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, jitless: true }

export {}
