import { type Language, sayIn } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'
import { numberRanges } from './arrange.ts'
import type { Board } from './use-board.ts'
import { attentionWords } from './words.ts'

/** What sentences are made from. */
type Named = Pick<Board, 'attention' | 'queues' | 'windows' | 'limits'>
type Attention = Board['attention'][number]
type WindowAttention = Extract<Attention, { readonly windowId: string }>

/** One line of the list of what to act on. */
export interface AttentionLine {
  readonly key: string
  readonly text: string
  /** Citizens wait too long or for nobody; else it is a window that somebody should look at. */
  readonly urgent: boolean
  /** Since when, where that is told beside the sentence. */
  readonly since?: string
}

const kinds = ['window-unstarted', 'window-idle', 'window-overlong', 'window-paused'] as const
const together = {
  'window-unstarted': 'windows-unstarted',
  'window-idle': 'windows-idle',
  'window-overlong': 'windows-overlong',
  'window-paused': 'windows-paused',
} as const

/** Each thing to act on in a sentence. In `brief`, windows with the same trouble share one, as on a wall. */
export function sayAttention(board: Named, language: Language, brief: boolean): AttentionLine[] {
  const queues = board.attention.flatMap((one) => ('queueId' in one ? [sayQueue(board, one, language)] : []))
  const windows = kinds.flatMap((kind) => {
    const same = board.attention.filter((one): one is WindowAttention => one.kind === kind)
    return brief && same.length > 1
      ? [sayTogether(board, kind, same, language)]
      : same.map((one) => sayWindow(board, one, language))
  })
  return [...queues, ...windows]
}

function sayQueue(board: Named, one: Exclude<Attention, WindowAttention>, language: Language): AttentionLine {
  const say = sayIn(attentionWords, language)
  const queue = board.queues.find(({ id }) => id === one.queueId)
  const name = language === 'en' ? (queue?.nameEn ?? queue?.name) : queue?.name
  const named = say('queueName', { prefix: queue?.prefix ?? '', name: name ?? '' })
  return {
    key: `${one.kind} ${one.queueId} ${one.kind === 'queue-over-bound' ? one.boundMinutes : ''}`,
    text:
      one.kind === 'queue-unattended'
        ? say('queue-unattended', { queue: named, count: one.waiting })
        : say('queue-over-bound', { queue: named, count: one.count, minutes: one.boundMinutes }),
    urgent: true,
  }
}

function sayWindow(board: Named, one: WindowAttention, language: Language): AttentionLine {
  const say = sayIn(attentionWords, language)
  const windows = numbersOf(board, [one])[0] ?? ''
  const minutes = Math.floor(one.minutes)
  const text =
    one.kind === 'window-idle'
      ? say('window-idle', { windows, minutes, count: one.waiting })
      : one.kind === 'window-overlong'
        ? say('window-overlong', { windows, minutes, usual: Math.ceil(one.usualMinutes) })
        : say(one.kind, { windows, minutes })
  return { key: `${one.kind} ${one.windowId}`, text, urgent: false }
}

function sayTogether(
  board: Named,
  kind: WindowAttention['kind'],
  same: readonly WindowAttention[],
  language: Language,
): AttentionLine {
  const windows = numberRanges(
    numbersOf(board, same).sort((one, other) => one.localeCompare(other, 'en', { numeric: true })),
    sayIn(listWords, language)('comma'),
  )
  const { calledMinutes, pausedMinutes } = board.limits
  const minutes = kind === 'window-unstarted' ? calledMinutes : pausedMinutes
  const values = { count: same.length, windows, minutes }
  return { key: kind, text: sayIn(attentionWords, language)(together[kind], values), urgent: false }
}

function numbersOf(board: Named, same: readonly WindowAttention[]): string[] {
  return same.flatMap((one) => board.windows.find(({ id }) => id === one.windowId)?.number ?? [])
}
