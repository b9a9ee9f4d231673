import type { Estimate } from '../../contract/shapes.ts'
import { roundRange } from './format.ts'
import { type Say, useWords } from './i18n.ts'
import { commonWords } from './words.ts'

/** “12–18 分钟”, “3 分钟以内”, “不到 1 分钟”, or that the hall cannot tell. */
export function estimateText(say: Say<typeof commonWords.zh>, estimate: Estimate): string {
  const range = roundRange(estimate)
  if (range === null) return say('cannotTell')
  if (range.high < 1) return say('underOneMinute')
  if (range.low === range.high) return say('minutes', { count: range.high })
  if (range.low === 0) return say('minutesAtMost', { count: range.high })
  return say('minutesRange', range)
}

/** The same for a component: `const estimate = useEstimateText(); estimate(queue.estimate)`. */
export function useEstimateText(): (estimate: Estimate) => string {
  const say = useWords(commonWords)
  return (estimate) => estimateText(say, estimate)
}
