import { type ReactNode, useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../contract/problems.ts'
import type { Terminal } from '../../contract/shapes.ts'
import type { TerminalRole } from '../../core/terminal/role.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWords } from '../ui/i18n.ts'
import { applyScreen, type Screen, screenFromAddress } from '../ui/screen.ts'
import { Loading, Notice, OfflineBanner, ProblemNotice } from '../ui/states.tsx'
import { commonWords } from '../ui/words.ts'
import { createHall, type Hall } from './hall.ts'
import { keepHeard } from './terminal-beat.ts'
import {
  type BridgeTerminal,
  browserPlace,
  enrolTerminalPage,
  isRefusedAsUnknown,
  openTerminalPage,
  type TerminalOpening,
} from './terminal-page.ts'
import { TerminalWatch } from './terminal-watch.tsx'
import { HallProvider } from './use-hall.ts'

/** Who the terminal is: one of the two is null. */
export interface OpenTerminal {
  readonly terminal: Terminal | null
  readonly bridge: BridgeTerminal | null
}

/** A hall that is away is asked again so often. */
const askAgainMs = 2000

/**
 * Finds out which terminal this page is and gives its children a hall that speaks for it; until then it loads, says
 * that the hall is away, or asks for an enrolment code; so does a page whose terminal was revoked. `screen` is the glass that is assumed where neither the bridge
 * nor the address (`?widthMm=…&distanceM=…`) tells its measures.
 */
export function TerminalGate(props: {
  kind: TerminalRole
  screen: Screen
  children: (open: OpenTerminal) => ReactNode
}): ReactNode {
  const { kind, screen } = props
  const [opening, setOpening] = useState<TerminalOpening | null>(null)
  const [hall, setHall] = useState<Hall | null>(null)

  useEffect(() => {
    if (opening !== null && opening.kind !== 'away' && opening.kind !== 'bridge-unknown') return
    let wanted = true
    const ask = (): void => {
      void openTerminalPage(kind, browserPlace()).then((next) => wanted && setOpening(next))
    }
    const timer = setTimeout(ask, opening === null ? 0 : askAgainMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [kind, opening])

  const bridge = opening?.kind === 'bridge' ? opening.bridge : null
  const widthMm = bridge?.screenWidthMm ?? screen.widthMm
  const { distanceM } = screen
  useEffect(
    () =>
      applyScreen(
        screenFromAddress(location.search, { widthMm, ...(distanceM === undefined ? {} : { distanceM }) }),
      ),
    [widthMm, distanceM],
  )

  const opened = opening?.kind === 'bridge' || opening?.kind === 'hall'
  const as = opening?.kind === 'hall' ? opening.as : undefined
  useEffect(() => {
    if (opened) setHall(createHall({ as }))
    // What was read with a right that is gone is gone too.
    return () => setHall(null)
  }, [opened, as])
  const throughBridge = opening?.kind === 'bridge'
  const forget = useCallback(
    (problem: Problem): void =>
      setOpening(throughBridge ? { kind: 'bridge-unknown', problem } : { kind: 'enrol', problem }),
    [throughBridge],
  )

  // Behind a bridge the bridge is heard.
  useEffect(() => {
    if (as !== undefined) return keepHeard(as, { fetch: browserPlace().fetch, page: window })
    return undefined
  }, [as])

  if (opening === null) return <Loading full />
  if (opening.kind === 'away') return <OfflineBanner />
  if (opening.kind === 'enrol') return <Enrolment kind={kind} opening={opening} onOpened={setOpening} />
  if (opening.kind === 'bridge-unknown') return <BridgeUnknown />
  if (hall === null) return <Loading full />
  return (
    <HallProvider hall={hall}>
      <TerminalWatch terminalId={opening.as ?? null} onUnknown={forget}>
        {props.children({ terminal: opening.kind === 'hall' ? opening.terminal : null, bridge })}
      </TerminalWatch>
    </HallProvider>
  )
}

/** Nothing can be typed here: the credential lies with the bridge, and the page goes on by itself once it has another. */
function BridgeUnknown(): ReactNode {
  const say = useWords(commonWords)
  return (
    <main className="state state-full enrolment">
      <h1>{say('unknownTitle')}</h1>
      <p>{say('bridgeUnknownBody')}</p>
      <Notice>{say('askStaff')}</Notice>
    </main>
  )
}

function Enrolment(props: {
  kind: TerminalRole
  opening: Extract<TerminalOpening, { kind: 'enrol' }>
  onOpened: (opening: TerminalOpening) => void
}): ReactNode {
  const say = useWords(commonWords)
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(props.opening.problem)
  // Its credential was good once, and the title says all there is to say of that.
  const wasKnown = problem !== null && isRefusedAsUnknown(problem)

  const enrol = async (): Promise<void> => {
    setBusy(true)
    const next = await enrolTerminalPage(props.kind, code, browserPlace())
    setBusy(false)
    if (next.kind === 'hall' || next.kind === 'bridge') props.onOpened(next)
    else setProblem(next.problem)
  }
  return (
    <main className="state state-full enrolment">
      <h1>{say(wasKnown ? 'unknownTitle' : 'enrolTitle')}</h1>
      <p>{say('enrolBody')}</p>
      <form
        className="enrolment-form"
        onSubmit={(event) => {
          event.preventDefault()
          void enrol()
        }}
      >
        <Field
          label={say('enrolCode')}
          hint={say('enrolHint')}
          value={code}
          onChange={setCode}
          maxLength={40}
          autoFocus
          required
        />
        <Button type="submit" look="primary" wide busy={busy}>
          {say('enrolDo')}
        </Button>
      </form>
      {problem && !wasKnown ? <ProblemNotice problem={problem} /> : <Notice>{say('askStaff')}</Notice>}
    </main>
  )
}
