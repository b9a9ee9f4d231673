/**
 * What is wrong with a command's options, as one sentence; null for anything that `parseArgs` did not throw. Its own
 * sentences are in English, amid a command that speaks Chinese.
 */
export function optionFault(error: unknown): string | null {
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
