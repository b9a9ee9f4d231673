import './display.css'
// After the usual shape, because it overrules it.
import './display-shapes.css'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { DisplayView } from '../../contract/shapes.ts'
import type { OpenTerminal } from '../data/terminal-gate.tsx'
import { useConnection, useHallQuery } from '../data/use-hall.ts'
import { useNow } from '../ui/clock.tsx'
import { formatTime } from '../ui/format.ts'
import { Loading, ProblemNotice } from '../ui/states.tsx'
import { mayReload, type Place, placeOf } from './board.ts'
import { HallBoard } from './hall-board.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { useAnnouncer } from './use-announcer.ts'
import { useSettings } from './use-settings.ts'
import { WindowBoard } from './window-board.tsx'

/** Finds out where this screen hangs: through a bridge the hall is asked, else the gate knows already. */
export function DisplayPage({ terminal }: { terminal: OpenTerminal['terminal'] }): ReactNode {
  const asked = useHallQuery('currentTerminal', {}, { enabled: terminal === null })
  const known = terminal ?? asked.data?.terminal
  if (known) return <DisplayAt terminalId={known.id} name={known.name} place={placeOf(known)} />
  return asked.problem ? <ProblemNotice problem={asked.problem} onAgain={asked.again} /> : <Loading full />
}

function DisplayAt({
  terminalId,
  name,
  place,
}: {
  terminalId: string
  name: string
  place: Place
}): ReactNode {
  const { settings, change, screen, upright, sound } = useSettings(terminalId, place.kind === 'window')
  const display = useHallQuery(
    'display',
    { query: queryOf(place) },
    { refreshOn: ['calls', 'windows', 'queues'] },
  )
  const view = display.data
  const offsetMs = useMemo(() => (view ? Date.parse(view.now) - Date.now() : 0), [view])
  const hallNowMs = useNow(1000) + offsetMs
  const announcing = useAnnouncer(view, offsetMs, place, settings, sound)
  const away = useConnection() === 'away'
  const lastSeenMs = useLastSeen(away, hallNowMs)
  useNightlyReload(view, hallNowMs, !away)

  if (!view)
    return display.problem ? (
      <ProblemNotice problem={display.problem} onAgain={display.again} />
    ) : (
      <Loading full />
    )
  const board = {
    view,
    place,
    hallNowMs,
    offsetMs,
    screen,
    upright,
    announcing,
    awaySinceMs: away ? lastSeenMs : null,
  }
  return (
    <>
      {place.kind === 'window' ? (
        <WindowBoard {...board} windowId={place.windowId} />
      ) : (
        <HallBoard {...board} />
      )}
      <SettingsPanel
        name={name}
        settings={settings}
        screen={screen}
        sound={sound}
        onChange={change}
        onTry={announcing.onTry}
      />
    </>
  )
}

function queryOf(place: Place): { zone?: string; window?: string } {
  if (place.kind === 'window') return { window: place.windowId }
  return place.kind === 'zone' ? { zone: place.zoneId } : {}
}

/** The hall's time when it was last there. */
function useLastSeen(away: boolean, hallNowMs: number): number {
  const [seenMs, setSeenMs] = useState(hallNowMs)
  useEffect(() => {
    if (!away) setSeenMs(hallNowMs)
  }, [away, hallNowMs])
  return seenMs
}

/** A browser that runs for weeks is loaded anew once a night, when nobody is there to see it. */
function useNightlyReload(view: DisplayView | undefined, hallNowMs: number, live: boolean): void {
  const [openedMs] = useState(() => performance.now())
  useEffect(() => {
    if (!view) return
    const reload = mayReload({
      time: formatTime(hallNowMs, view.timeZone),
      openForMs: performance.now() - openedMs,
      waiting: view.queues.reduce((sum, queue) => sum + queue.waiting, 0),
      inHand: view.windows.filter((window) => window.numberInHand !== null).length,
      live,
    })
    if (reload) location.reload()
  }, [view, hallNowMs, live, openedMs])
}
