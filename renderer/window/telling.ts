import type { Problem, ProblemCode } from '../../contract/problems.ts'
import type { Language } from '../ui/i18n.ts'
import { tellProblem } from '../ui/problem-words.ts'

/** What a clerk does next. The shared sentences speak to citizens as well; these know who reads them. */
const todo: Partial<Record<ProblemCode, Readonly<Record<Language, string>>>> = {
  'not-waiting': {
    'zh-CN': '队伍已自动更新，请另选一个，或呼叫下一位。',
    en: 'The line has been refreshed; choose another, or call the next one.',
  },
  'not-called': {
    'zh-CN': '可能在另一个页面已经办了。请看屏幕上的最新状态。',
    en: 'It may have been done on another page. Please look at the screen again.',
  },
  'not-serving': {
    'zh-CN': '可能在另一个页面已经办了。请看屏幕上的最新状态。',
    en: 'It may have been done on another page. Please look at the screen again.',
  },
  'not-held': {
    'zh-CN': '可能在另一个页面已经继续办理。请看屏幕上的最新状态。',
    en: 'It may have been resumed on another page. Please look at the screen again.',
  },
  'not-served-here': {
    'zh-CN': '请群众到办理此业务的窗口，或开始办理后按“转办”。',
    en: 'Please send the person to a window that does, or transfer the ticket once it is served.',
  },
  'return-refused': {
    'zh-CN': '请群众在自助机重新取号，您可以在队伍中直接叫他。',
    en: 'Let the person take a new ticket; you can call it from the line.',
  },
  'ticket-in-hand': {
    'zh-CN': '手中的号处理好以后再试。',
    en: 'Try again when the ticket in hand is settled.',
  },
  'window-occupied': {
    'zh-CN': '请由其交班退出；人已离开的，可以替其关闭窗口。',
    en: 'Let them sign out; if they have left, close the window for them.',
  },
  'undo-expired': {
    'zh-CN': '请在“出了问题怎么办”中看怎样补救。',
    en: "See under 'If something goes wrong' how to mend it.",
  },
  'already-rated': {
    'zh-CN': '评价已提交，办结就不能再撤销。',
    en: 'A finish that has been rated cannot be undone.',
  },
  'not-permitted': {
    'zh-CN': '请用自己的窗口，或请组长操作。',
    en: 'Please use your own window, or ask the team leader.',
  },
  'hall-away': {
    'zh-CN': '页面会自动重新连接，手中的号不会丢。连上后请看最新状态，再按一次。',
    en: 'The page reconnects by itself and the ticket in hand is safe. Look at the screen and press again when it is back.',
  },
  'store-unavailable': {
    'zh-CN': '此次操作没有生效。请稍候再按一次；仍不行，请告诉运维。',
    en: 'Nothing was changed. Press again in a moment; if it fails, tell the operator.',
  },
  internal: {
    'zh-CN': '请再按一次；仍不行，请告诉运维。',
    en: 'Please press again; if it fails, tell the operator.',
  },
}

/** A refusal told to a clerk: what happened and what to do. */
export function tellClerk(problem: Problem, language: Language): { what: string; todo: string } {
  // The client's own sentence for an unreachable hall sends citizens to the staff: here they are.
  const asked = problem.code === 'hall-away' ? { ...problem, detail: '' } : problem
  const told = tellProblem(asked, language)
  return { what: told.what, todo: todo[problem.code]?.[language] ?? told.todo }
}
