import './kiosk.css'
import './calm.css'
import './guide.css'
import './start.css'
import './taken.css'
import './card.css'
import './own-ticket.css'
import './format.css'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { BridgeTerminal } from '../data/terminal-page.ts'
import { useHall, useHallQuery } from '../data/use-hall.ts'
import { setLanguage } from '../ui/i18n.ts'
import { resetReading } from '../ui/screen.ts'
import { KioskSession } from './kiosk-session.tsx'
import { applyStand } from './stand.ts'
import { useCard } from './use-card.ts'
import { useHelp } from './use-help.ts'

/** What is read for one person and must not be there for the next. */
const readForOne = ['items', 'item', 'ticket', 'scannedTicket', 'department'] as const

/** The kiosk: one session for each person, one after the other. `terminalId` is null behind a bridge. */
export function KioskPage(props: { terminalId: string | null; bridge: BridgeTerminal | null }): ReactNode {
  const { bridge } = props
  const hall = useHall()
  const [person, setPerson] = useState(1)
  const behindBridge = useHallQuery('currentTerminal', {}, { enabled: props.terminalId === null })
  const help = useHelp(props.terminalId ?? behindBridge.data?.terminal.id ?? null)

  const bottomMm = bridge?.screenBottomMm ?? null
  useEffect(() => applyStand(location.search, bottomMm), [bottomMm])

  const { failed, call, cancel } = help
  const callFailed = failed && call === null
  const begin = useCallback(() => {
    if (callFailed) cancel()
    resetReading()
    setLanguage('zh-CN')
    hall.forget(...readForOne)
    // What was sent may hold an ID number that was typed.
    hall.queries.getMutationCache().clear()
    setPerson((before) => before + 1)
  }, [hall, callFailed, cancel])
  const card = useCard(bridge, begin)
  const { forget } = card
  const leave = useCallback(() => {
    forget()
    begin()
  }, [forget, begin])
  return <KioskSession key={person} bridge={bridge} help={help} card={card} onLeave={leave} />
}
