import { type ReactNode, useEffect, useState } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { useHallEvents, useHallQuery } from '../data/use-hall.ts'
import { useWords } from '../ui/i18n.ts'
import { Empty, Loading, Notice, type NoticeTone } from '../ui/states.tsx'
import { Choices } from './choices.tsx'
import { Dialog } from './dialog.tsx'
import { keep, readKept } from './kept.ts'
import { ClerkProblem } from './notices.tsx'
import type { Desk } from './use-desk.ts'
import { sheetWords } from './words.ts'

type Printing = 'sent' | 'printed' | 'failed' | 'unknown' | 'silent'

interface Outcome {
  readonly terminalId: string
  readonly state: Printing
  readonly reason: string | null
}

/** A kiosk that has said nothing for so long is probably switched off. */
const silentAfterMs = 20_000

const tones: Readonly<Record<Printing, NoticeTone>> = {
  sent: 'info',
  printed: 'done',
  failed: 'error',
  unknown: 'warn',
  silent: 'warn',
}

/** Prints a lost ticket again at a kiosk of one's choice, and tells how that went. */
export function ReprintDialog(props: { desk: Desk; ticket: Ticket; onClose: () => void }): ReactNode {
  const { desk, ticket } = props
  const say = useWords(sheetWords)
  const printers = useHallQuery('printers', {})
  const [chosen, setChosen] = useState(() => readKept('kiosk'))
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const kiosks = printers.data?.terminals ?? []
  const at = kiosks.find((one) => one.id === chosen) ?? (kiosks.length === 1 ? kiosks[0] : undefined)
  usePrintEnd(ticket.id, outcome, setOutcome)

  const give = async (): Promise<void> => {
    if (at === undefined) return
    keep('kiosk', at.id)
    // Before the answer: the kiosk may be quicker than the way back.
    setOutcome({ terminalId: at.id, state: 'sent', reason: null })
    if (!(await desk.work.reprint(ticket.id, at.id))) setOutcome(null)
  }
  const waits = outcome?.state === 'sent'
  return (
    <Dialog
      title={say('reprintTitle', { number: ticket.number })}
      onClose={props.onClose}
      problem={desk.work.problem}
      answer={{
        word: say('reprintDo'),
        possible: at !== undefined && !waits && outcome?.state !== 'printed' && !desk.situation.away,
        busy: desk.work.doing === 'reprint',
        given: outcome !== null,
        give: () => void give(),
      }}
    >
      <p>{say('reprintBody')}</p>
      {printers.loading ? <Loading /> : null}
      {printers.data === undefined && printers.problem ? <ClerkProblem problem={printers.problem} /> : null}
      {printers.data && kiosks.length === 0 ? <Empty title={say('noKiosk')} /> : null}
      {kiosks.length > 0 ? (
        <Choices
          legend={say('reprintWhere')}
          name="kiosk"
          choices={kiosks.map((one) => ({ value: one.id, title: one.name }))}
          chosen={at?.id ?? null}
          onChoose={setChosen}
          digits
          first
        />
      ) : null}
      {outcome ? (
        <OutcomeNotice
          outcome={outcome}
          terminal={kiosks.find((one) => one.id === outcome.terminalId)?.name ?? ''}
        />
      ) : null}
    </Dialog>
  )
}

function OutcomeNotice({ outcome, terminal }: { outcome: Outcome; terminal: string }): ReactNode {
  const say = useWords(sheetWords)
  const told = {
    sent: say('reprintSent', { terminal }),
    printed: say('reprintDone', { terminal }),
    failed: say('reprintFailed', {
      terminal,
      reason: say(outcome.reason === 'paper-out' ? 'reasonPaperOut' : 'reasonOther'),
    }),
    unknown: say('reprintUnknown', { terminal }),
    silent: say('reprintSilent', { terminal }),
  }
  return <Notice tone={tones[outcome.state]} title={told[outcome.state]} />
}

/** Follows what the kiosk reports of the print that was sent to it. */
function usePrintEnd(ticketId: string, outcome: Outcome | null, onOutcome: (outcome: Outcome) => void): void {
  useHallEvents(['devices'], ({ type, body }) => {
    if (type !== 'print-ended' || outcome === null) return
    if (body['ticketId'] !== ticketId || body['terminalId'] !== outcome.terminalId) return
    const { state, reason } = body
    if (state !== 'printed' && state !== 'failed' && state !== 'unknown') return
    onOutcome({ terminalId: outcome.terminalId, state, reason: typeof reason === 'string' ? reason : null })
  })
  const waits = outcome?.state === 'sent' ? outcome : null
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new wait begins with each sending, not with each drawing
  useEffect(() => {
    if (waits === null) return
    const timer = setTimeout(() => onOutcome({ ...waits, state: 'silent' }), silentAfterMs)
    return () => clearTimeout(timer)
  }, [waits])
}
