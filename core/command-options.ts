import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail, ok, type Result } from './result.ts'

/**
 * A command's options as Node's `parseArgs` reads them, the process's own unless `args` are given; or what is wrong
 * with them: one sentence, and the usage where one is given. `parseArgs` has its own sentences in English, amid a
 * command that speaks Chinese.
 */
export function optionsOf<const Config extends ParseArgsConfig>(
  config: Config,
  usage?: string,
): Result<ReturnType<typeof parseArgs<Config>>, string> {
  try {
    return ok(parseArgs(config))
  } catch (error) {
    const fault = faultIn(error)
    if (fault === null) throw error
    return fail(usage === undefined ? fault : `${fault}\n${usage}`)
  }
}

function faultIn(error: unknown): string | null {
  if (!(error instanceof TypeError) || !('code' in error)) return null
  const named = /'(-[^' ]*)/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `没有选项 ${named}。`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `选项 ${named} 的值不对：要么缺了值，要么多了值。`
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `不明白“${/'([^']*)'/.exec(error.message)?.[1] ?? ''}”。`
    default:
      return null
  }
}
