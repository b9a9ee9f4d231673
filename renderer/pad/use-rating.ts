import { useCallback, useEffect, useRef, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import { ProblemError } from '../../contract/client.ts'
import type { PadView } from '../../contract/shapes.ts'
import { opensRectification, type RatingLevel } from '../../core/rating/level.ts'
import { type Hall, isPassing } from '../data/hall.ts'
import { useConnection, useHall } from '../data/use-hall.ts'
import { setLanguage } from '../ui/i18n.ts'
import { resetReading } from '../ui/screen.ts'
import { type Answering, nothingDone, type Outcome, questionId } from './pad-mode.ts'
import { type KeptRating, RatingOutbox } from './rating-outbox.ts'

type Question = NonNullable<PadView['question']>

/** How long the person is thanked, in milliseconds; longer where there is more to read. */
const thanksMs: Readonly<Record<Outcome, number>> = {
  sending: 0,
  sent: 3000,
  kept: 8000,
  already: 4000,
  'too-late': 6000,
  refused: 6000,
}

/** What the person at the pad does, and what becomes of it. */
export interface Rating {
  readonly answering: Answering
  /** One press on a level: sends, or asks for reasons where it is low. */
  press(question: Question, level: RatingLevel): void
  /** Sends a low level with what was chosen. */
  submit(reasons: readonly string[], text: string): void
  /** Back to the five levels. */
  withdraw(): void
  /** Asks for the earlier service although the next one is being served. */
  recall(): void
}

/** Presses of one window's pad: kept until the hall has them, thanked for, and gone from the page. */
export function useRating(windowId: string): Rating {
  const hall = useHall()
  const [outbox] = useState(() => browserOutbox(hall, windowId))
  const [answering, setAnswering] = useState<Answering>(nothingDone)
  const openKey = useRef<string | null>(null)
  const live = useConnection() === 'live'

  useEffect(() => {
    if (live) void outbox.flush()
  }, [outbox, live])

  const { outcome } = answering
  useEffect(() => {
    if (outcome === null || outcome === 'sending') return
    const timer = setTimeout(() => {
      setAnswering((before) => ({ ...nothingDone, answered: before.answered }))
      // The next person begins with the usual language and size (VVSG 2.0 7.1-A).
      resetReading()
      setLanguage('zh-CN')
    }, thanksMs[outcome])
    return () => clearTimeout(timer)
  }, [outcome])

  const complete = useCallback(
    async (key: string, reasons: readonly string[], text: string) => {
      setAnswering((before) => ({ ...before, reasons: null, outcome: 'sending' }))
      const ended = await outbox.complete(key, reasons, text)
      setAnswering((before) => ({ ...before, outcome: ended }))
    },
    [outbox],
  )

  return {
    answering,
    press(question, level) {
      const key = outbox.begin(question.ticketId, level)
      const answered = questionId(question)
      if (opensRectification(level)) {
        openKey.current = key
        setAnswering((before) => ({ ...before, answered, reasons: { question, level } }))
        return
      }
      setAnswering((before) => ({ ...before, answered }))
      void complete(key, [], '')
    },
    submit(reasons, text) {
      const key = openKey.current
      openKey.current = null
      if (key !== null) void complete(key, reasons, text)
    },
    withdraw() {
      if (openKey.current !== null) outbox.withdraw(openKey.current)
      openKey.current = null
      setAnswering((before) => ({ ...nothingDone, recalled: before.recalled }))
    },
    recall: () => setAnswering((before) => ({ ...before, recalled: true })),
  }
}

function browserOutbox(hall: Hall, windowId: string): RatingOutbox {
  const name = `govhall.pad.ratings.${windowId}`
  return new RatingOutbox({
    store: {
      read: () => localStorage.getItem(name),
      write: (text) => (text === null ? localStorage.removeItem(name) : localStorage.setItem(name, text)),
      setAside: (text) => localStorage.setItem(`${name}.unreadable`, text),
    },
    send: (rating) => send(hall, rating),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    newKey: uuidv7,
  })
}

async function send(hall: Hall, rating: KeptRating): Promise<Exclude<Outcome, 'sending' | 'kept'> | 'later'> {
  const { key, ticketId, level, reasons, text } = rating
  try {
    await hall.call(
      'rateTicket',
      { params: { id: ticketId }, body: { level, reasons, text, channel: 'pad' } },
      { idempotencyKey: key },
    )
    return 'sent'
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    if (isPassing(error) || error.problem.status === 429) return 'later'
    if (error.problem.code === 'already-rated') return 'already'
    return error.problem.code === 'rating-closed' ? 'too-late' : 'refused'
  }
}
