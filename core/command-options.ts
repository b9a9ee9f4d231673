import { fail, ok, type Result } from './result.ts'

/**
 * What `parse`, a call of Node's `parseArgs`, read of a command's options, or what is wrong with them: one sentence,
 * and the usage where one is given. `parseArgs` has its own sentences in English, amid a command that speaks Chinese.
 * Anything that is no fault of the typing is thrown on.
 */
export function optionsOf<Read>(parse: () => Read, usage?: string): Result<Read, string> {
  try {
    return ok(parse())
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
