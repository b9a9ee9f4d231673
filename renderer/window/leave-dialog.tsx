import { type ReactNode, useState } from 'react'
import { useWords } from '../ui/i18n.ts'
import { Notice } from '../ui/states.tsx'
import { Choices, noReason, ReasonChoices, reasonText } from './choices.tsx'
import { Dialog } from './dialog.tsx'
import { handChoices, type Leave, leftAlone } from './leaving.ts'
import { useQueueName } from './queue-name.ts'
import { useReasons } from './reasons.ts'
import { TargetPicker } from './target-picker.tsx'
import { type Target, targetsOf } from './targets.ts'
import { useLookAround } from './ticket-dialogs.tsx'
import type { Desk } from './use-desk.ts'
import { actionWords, sheetWords } from './words.ts'

export type LeaveKind = 'pause' | 'close' | 'signOut'

const titles = { pause: 'pauseTitle', close: 'closeTitle', signOut: 'signOutTitle' } as const
const words = { pause: 'pauseDo', close: 'closeDo', signOut: 'signOutDo' } as const
const anyway = { pause: 'pauseAnyway', close: 'closeAnyway', signOut: 'signOutAnyway' } as const
const doings = { pause: 'pause', close: 'close', signOut: 'sign-out' } as const

/**
 * Leaves the window: for a pause, for good, or with the session. One question asks all that has to be said: what becomes
 * of the ticket in hand, why, and that people wait for whom nobody else is open.
 */
export function LeaveDialog(props: {
  kind: LeaveKind
  desk: Desk
  /** False where only the session ends: somebody else's window stays as it is. */
  leavesWindow?: boolean
  onClose: () => void
  onLeave: (leave: Leave) => Promise<boolean>
  /** After it was done; closes the dialog where it is left out. */
  onLeft?: () => void
}): ReactNode {
  const { kind, desk, leavesWindow = true } = props
  const say = useWords(sheetWords)
  const sayAction = useWords(actionWords)
  const nameOf = useQueueName(desk.queues)
  const [inHand, setInHand] = useState<Leave['inHand'] | null>(null)
  const [target, setTarget] = useState<Target | null>(null)
  const [reason, setReason] = useState(noReason)
  const pauseReasons = useReasons(['reasonMeal', 'reasonMeeting', 'reasonFetch', 'reasonFault', 'reasonRest'])
  useLookAround(desk)

  const { hand } = desk.situation
  const ticket = hand === null || !leavesWindow ? null : desk.window.ticket
  const alone = leavesWindow ? leftAlone(desk.window, desk.windows, desk.queues) : []
  const toWindowId = target?.kind === 'window' ? target.window.id : undefined
  const settled = ticket === null || (inHand === 'hand-over' ? toWindowId !== undefined : inHand !== null)
  const told = kind !== 'pause' || reasonText(reason) !== ''
  const give = async (): Promise<void> => {
    const left = await props.onLeave({
      ...(kind === 'pause' ? { reason: reasonText(reason) } : {}),
      ...(ticket !== null && inHand ? { inHand } : {}),
      ...(ticket !== null && inHand === 'hand-over' && toWindowId !== undefined ? { toWindowId } : {}),
    })
    if (left) (props.onLeft ?? props.onClose)()
  }
  const handWords = {
    'put-back': { title: say('putBack'), note: say('putBackNote') },
    hold: { title: sayAction('hold'), note: say('holdNote') },
    'hand-over': { title: say('handOver'), note: say('handOverNote') },
  }
  return (
    <Dialog
      title={say(leavesWindow ? titles[kind] : 'signOutOnlyTitle')}
      onClose={props.onClose}
      problem={desk.work.problem}
      answer={{
        word: say(leavesWindow ? (alone.length > 0 ? anyway[kind] : words[kind]) : 'signOutOnlyTitle'),
        possible: settled && told && !desk.situation.away,
        busy: desk.work.doing === doings[kind],
        give: () => void give(),
      }}
    >
      {kind === 'pause' ? null : (
        <p>{say(kind === 'close' ? 'closeBody' : leavesWindow ? 'signOutBody' : 'signOutOnly')}</p>
      )}
      {alone.length > 0 ? (
        <Notice
          tone="warn"
          title={alone.map((queue) => (
            <span className="sentence" key={queue.queueId}>
              {say('lastOpen', {
                queue: `${queue.prefix} ${nameOf(queue.queueId, queue.name)}`,
                count: queue.waiting,
              })}
            </span>
          ))}
        >
          {say('lastOpenTodo')}
        </Notice>
      ) : null}
      {ticket && hand ? (
        <Choices
          legend={say('inHandTitle', { number: ticket.number })}
          name="in-hand"
          choices={handChoices(hand).map((value) => ({ value, ...handWords[value] }))}
          chosen={inHand ?? null}
          onChoose={setInHand}
          digits
          first
        >
          {inHand === 'hand-over' ? (
            <TargetPicker
              label={say('handOverFind')}
              hint={say('handOverHint')}
              targets={targetsOf({
                queues: [],
                windows: desk.windows,
                ownWindowId: desk.window.id,
                presentQueueId: ticket.queueId,
              })}
              chosen={target}
              onChoose={setTarget}
            />
          ) : null}
        </Choices>
      ) : null}
      {kind === 'pause' ? (
        <ReasonChoices
          legend={say('pauseReason')}
          reasons={pauseReasons}
          ownTitle={say('reasonOwn')}
          ownLabel={say('reasonOwnLabel')}
          reason={reason}
          onChange={setReason}
          maxLength={60}
          digits={ticket === null}
          first={ticket === null}
        />
      ) : null}
    </Dialog>
  )
}
