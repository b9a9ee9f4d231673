import { useNow } from '../../ui/clock.tsx'
import { useWords } from '../../ui/i18n.ts'
import { commonWords } from '../../ui/words.ts'
import { helpWords } from './words.ts'

/** “3 分钟前”, drawn again as time passes. */
export function useAgo(): (at: string) => string {
  const say = useWords(helpWords)
  const sayCommon = useWords(commonWords)
  const now = useNow(10_000)
  return (at) => {
    const count = Math.floor((now - Date.parse(at)) / 60_000)
    return count < 1 ? say('justNow') : say('ago', { minutes: sayCommon('minutes', { count }) })
  }
}
