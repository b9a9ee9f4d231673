import { sayIn, useWords } from '../ui/i18n.ts'
import type { ReasonOffered } from './choices.tsx'
import { sheetWords } from './words.ts'

type ReasonKey = Extract<keyof typeof sheetWords.zh, `reason${string}` | `why${string}`>

/** Reasons to choose from. What is kept is Chinese, whatever the clerk reads: the hall's screens and journal show it. */
export function useReasons(keys: readonly ReasonKey[]): ReasonOffered[] {
  const say = useWords(sheetWords)
  const kept = sayIn(sheetWords, 'zh-CN')
  return keys.map((key) => ({ text: kept(key), title: say(key) }))
}
