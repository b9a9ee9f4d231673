import './desk.css'
import { type ReactNode, useEffect, useState } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { ConnectionBanner } from '../data/connection-banner.tsx'
import { useWords } from '../ui/i18n.ts'
import { ActionBar } from './action-bar.tsx'
import { Aftermath, UndoBar, useVisitThatGoesOn } from './aftermath.tsx'
import { readyChime } from './chime.ts'
import { DeskDialog, type Opened } from './desk-dialog.tsx'
import { HelpBar, useHelpCalls } from './help-bar.tsx'
import { useKeptSwitch } from './kept.ts'
import type { DeskKey } from './keys.ts'
import { focusList, LineColumn, type ListName, rowPossible } from './line-column.tsx'
import { useNextPress } from './next-press.ts'
import { ClerkProblem } from './notices.tsx'
import { PrintBar } from './print-bar.tsx'
import { RatingsColumn } from './ratings-column.tsx'
import { Stage } from './stage.tsx'
import { StateStrip } from './state-strip.tsx'
import type { Desk } from './use-desk.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { useFirstWaiter } from './use-first-waiter.ts'
import { sheetWords, windowWords } from './words.ts'
import { type DeskAction, hindranceOf } from './work.ts'

/** The desk of one window: its sign, the line, the ticket in hand with what can be done, and the day's ratings. */
export function DeskPage(props: {
  desk: Desk
  onSignedOut: () => void
  onChooseOther: (() => void) | null
}): ReactNode {
  const { desk } = props
  const { work, situation, window } = desk
  const saySheet = useWords(sheetWords)
  const [opened, setOpened] = useState<Opened | null>(null)
  const [chosen, setChosen] = useState<{ list: ListName; ticketId: string } | null>(null)
  const [sound, setSound] = useKeptSwitch('sound', false)
  const [keysOn, setKeysOn] = useKeptSwitch('keys', true)
  const goesOn = useVisitThatGoesOn(desk)
  const help = useHelpCalls(desk.seat)
  useFirstWaiter(desk, sound)
  useTitle(desk)

  const chosenTicket = chosen
    ? (desk.line?.[chosen.list].find((ticket) => ticket.id === chosen.ticketId) ?? null)
    : null
  const open = (next: Opened): void => {
    work.clear()
    setOpened(next)
  }
  const act = (action: DeskAction): boolean => {
    if (hindranceOf(action, situation) !== null || work.doing !== null) return false
    const ticket = window.ticket
    switch (action) {
      case 'open':
        void work.open()
        return true
      case 'callNext':
        void work.callNext()
        return true
      case 'pause':
      case 'close':
        open({ kind: action })
        return true
      case 'undo':
        if (desk.line?.undoable) void work.step('undo', desk.line.undoable.id)
        return true
      case 'transfer':
      case 'correctClass':
      case 'reprint':
        if (ticket) open({ kind: action, ticket })
        return true
      default:
        if (ticket) void work.step(action, ticket.id)
        return true
    }
  }
  const onMain = (list: ListName, ticket: Ticket): boolean => {
    if (!rowPossible(list, ticket, desk) || work.doing !== null) return false
    setChosen(null)
    if (list === 'missed') void work.bringBack(ticket.id)
    else void work.step(list === 'held' ? 'resume' : 'call', ticket.id)
    return true
  }
  const goOn = (): boolean => {
    const possible = goesOn !== null && window.queueIds.includes(goesOn.queueId) && !situation.away
    if (possible && work.doing === null) void work.step('call', goesOn.id)
    return possible
  }
  const press = (key: DeskKey): boolean => {
    switch (key) {
      case 'goOn':
        return goOn()
      case 'line':
        return focusList('waiting')
      case 'held':
      case 'missed':
        return focusList(key)
      case 'takeHelp':
        return !situation.away && help.takeFirst()
      case 'endHelp':
        return !situation.away && help.endFirst()
      case 'keys':
      case 'trouble':
        open({ kind: key })
        return true
      case 'start':
        // With free hands Enter means the row that was chosen by mouse, as its button says.
        if (situation.hand !== null || chosen === null || chosenTicket === null) return act(key)
        return onMain(chosen.list, chosenTicket)
      case 'correctClass':
      case 'reprint':
        // A row that was chosen is meant before the ticket in hand.
        if (chosenTicket === null || situation.away || situation.occupied) return act(key)
        open({ kind: key, ticket: chosenTicket })
        return true
      default:
        return act(key)
    }
  }
  const onKey = useNextPress(
    { doing: work.doing, refused: work.problem !== null, asking: opened !== null },
    press,
  )
  useDeskKeys(keysOn, onKey)

  return (
    <div className="desk" data-keys={keysOn ? 'on' : 'off'}>
      <ConnectionBanner body={saySheet('aAway')} />
      <StateStrip
        desk={desk}
        sound={sound}
        onSound={(on) => {
          if (on) readyChime()
          setSound(on)
        }}
        onAct={act}
        onSheet={(kind) => open({ kind })}
        onSignOut={() => open({ kind: 'signOut' })}
        onChooseOther={props.onChooseOther}
      />
      <HelpBar calls={help} offsetMs={desk.time.offsetMs} away={situation.away} />
      <PrintBar />
      <div className="desk-columns">
        <LineColumn
          desk={desk}
          chosen={chosen && chosenTicket ? { list: chosen.list, ticket: chosenTicket } : null}
          onChoose={(list, ticket) => setChosen(ticket ? { list, ticketId: ticket.id } : null)}
          onMain={onMain}
          onTicket={(kind, ticket) => open({ kind, ticket })}
        />
        <main className="stage" data-state={situation.hand ?? situation.state}>
          <div className="stage-view">
            <Stage desk={desk} onAct={act} />
          </div>
          <div className="stage-dock">
            <div className="stage-news">
              {work.problem && opened === null ? (
                <ClerkProblem problem={work.problem} onDismiss={work.clear} />
              ) : null}
              <Aftermath desk={desk} goesOn={goesOn} onGoOn={goOn} />
              <UndoBar desk={desk} onUndo={() => act('undo')} />
            </div>
            <ActionBar desk={desk} onAct={act} />
          </div>
        </main>
        <RatingsColumn desk={desk} />
      </div>
      {opened ? (
        <DeskDialog
          opened={opened}
          desk={desk}
          keysOn={keysOn}
          onKeysOn={setKeysOn}
          onClose={() => {
            work.clear()
            setOpened(null)
          }}
          onSignedOut={props.onSignedOut}
        />
      ) : null}
    </div>
  )
}

/** The tab says which window it is and what it has in hand: a clerk works in other programs beside it. */
function useTitle({ window }: Desk): void {
  const say = useWords(windowWords)
  const { ticket } = window
  const what = ticket
    ? `${ticket.number} ${say(ticket.state === 'called' ? 'calling' : 'serving')}`
    : say(window.state)
  const title = `${what} · ${say('titleAt', { number: window.number })}`
  useEffect(() => {
    document.title = title
  }, [title])
}
