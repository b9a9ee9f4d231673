import { type ReactNode, useEffect, useState } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { type TicketClass, ticketClasses } from '../../core/queue/ticket.ts'
import { useWords } from '../ui/i18n.ts'
import { classMeaning, classWords } from '../ui/words.ts'
import { Choices, noReason, ReasonChoices, reasonText } from './choices.tsx'
import { Dialog } from './dialog.tsx'
import { useReasons } from './reasons.ts'
import { TargetPicker, useTargetName } from './target-picker.tsx'
import { type Target, targetsOf } from './targets.ts'
import type { Desk } from './use-desk.ts'
import { sheetWords } from './words.ts'

interface TicketDialogProps {
  readonly desk: Desk
  readonly ticket: Ticket
  readonly onClose: () => void
}

/** Sends the ticket that is served to another queue or window. */
export function TransferDialog({ desk, ticket, onClose }: TicketDialogProps): ReactNode {
  const say = useWords(sheetWords)
  const nameOf = useTargetName()
  const [target, setTarget] = useState<Target | null>(null)
  useLookAround(desk)
  const { work } = desk
  const give = async (): Promise<void> => {
    if (target === null) return
    const to = target.kind === 'queue' ? { toQueueId: target.queue.id } : { toWindowId: target.window.id }
    if (await work.transfer(ticket.id, to)) onClose()
  }
  return (
    <Dialog
      title={say('transferTitle', { number: ticket.number })}
      onClose={onClose}
      problem={work.problem}
      answer={{
        word: target ? say('transferDo', { name: nameOf(target) }) : say('transferPick'),
        possible: target !== null && !desk.situation.away,
        busy: work.doing === 'transfer',
        give: () => void give(),
      }}
    >
      <p>{say('keepsArrival')}</p>
      <TargetPicker
        label={say('transferFind')}
        hint={say('transferHint')}
        targets={targetsOf({
          queues: desk.queues,
          windows: desk.windows,
          ownWindowId: desk.window.id,
          presentQueueId: ticket.queueId,
        })}
        chosen={target}
        onChoose={setTarget}
      />
    </Dialog>
  )
}

/** Corrects a class that was claimed without proof, or not claimed though it was due. */
export function ClassDialog({ desk, ticket, onClose }: TicketDialogProps): ReactNode {
  const say = useWords(sheetWords)
  const sayClass = useWords(classWords)
  const sayMeaning = useWords(classMeaning)
  const others = ticketClasses.filter((one) => one !== ticket.class)
  const [to, setTo] = useState<TicketClass>(ticket.class === 'ordinary' ? 'priority' : 'ordinary')
  const [reason, setReason] = useState(noReason)
  const reasons = useReasons(['whyNoProof', 'whyOthersProof', 'whyEntitled', 'whyMistake'])
  const { work } = desk
  const give = async (): Promise<void> => {
    if (await work.correctClass(ticket.id, to, reasonText(reason))) onClose()
  }
  return (
    <Dialog
      title={say('classTitle', { number: ticket.number })}
      onClose={onClose}
      problem={work.problem}
      answer={{
        word: say('classDo', { class: sayClass(to) }),
        possible: reasonText(reason) !== '' && !desk.situation.away,
        busy: work.doing === 'correctClass',
        give: () => void give(),
      }}
    >
      <p>{say('classNow', { class: sayClass(ticket.class) })}</p>
      <Choices
        legend={say('classTo')}
        name="class"
        choices={others.map((one) => ({ value: one, title: sayClass(one), note: sayMeaning(one) }))}
        chosen={to}
        onChoose={setTo}
        first
      />
      <ReasonChoices
        legend={say('classWhy')}
        reasons={reasons}
        ownTitle={say('whyOwn')}
        ownLabel={say('reasonOwnLabel')}
        reason={reason}
        onChange={setReason}
        maxLength={120}
        digits
      />
    </Dialog>
  )
}

/** Other windows and queues change without this window; a dialog that offers them looks first. */
export function useLookAround(desk: Desk): void {
  const { lookAround } = desk
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the dialog opens
  useEffect(() => lookAround(), [])
}
