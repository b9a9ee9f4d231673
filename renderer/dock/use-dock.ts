import { useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { type DeviceRow, deviceRow } from '../../contract/devices/row.ts'
import { type DockAction, type DockedDevice, dockAnswer, dockedDevice } from '../../contract/dock.ts'
import { problemShape } from '../../contract/problems.ts'

/** A window of the hall as the dock names it. */
export interface DockWindow {
  readonly id: string
  readonly number: string
  readonly name: string
}

/** What the dock's page knows: null until the first answer. */
export interface Dock {
  readonly devices: readonly DockedDevice[] | null
  /** What the terminal's program says of each device; empty where devices stand alone. */
  readonly rows: ReadonlyMap<string, DeviceRow>
  readonly windows: readonly DockWindow[]
  /** The terminal's own page, as `/kiosk/`. */
  readonly page: string | null
  readonly away: boolean
  /** Why the last thing that was done was refused; null when it was not. */
  readonly refused: string | null
  act(name: string, ...actions: DockAction[]): void
}

const windowsAnswer = z.object({
  windows: z.array(z.object({ id: z.string(), number: z.string(), name: z.string() })),
})
const base = '/api/v1'
const againMs = 1000

/** Follows the dock's stream, and the terminal's where there is one; both come back by themselves. */
export function useDock(): Dock {
  const [devices, setDevices] = useState<readonly DockedDevice[] | null>(null)
  const [rows, setRows] = useState<ReadonlyMap<string, DeviceRow>>(new Map())
  const [windows, setWindows] = useState<readonly DockWindow[]>([])
  const [page, setPage] = useState<string | null>(null)
  const [away, setAway] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)

  useEffect(
    () =>
      keepTrying(async (signal) => {
        const answer = dockAnswer.parse(await getJson(`${base}/dock`, signal))
        setDevices(answer.devices)
        setPage(answer.page)
        setAway(false)
        if (answer.page !== null)
          setWindows(windowsAnswer.parse(await getJson(`${base}/windows`, signal)).windows)
      }, setAway),
    [],
  )
  useEffect(
    () =>
      follow(`${base}/dock/stream`, 'docked', setAway, (data) => {
        const row = dockedDevice.parse(data)
        setDevices((known) => known?.map((one) => (one.name === row.name ? row : one)) ?? known)
      }),
    [],
  )
  useEffect(
    () =>
      page === null
        ? undefined
        : follow(`${base}/devices/stream`, 'device', setAway, (data) => {
            const row = deviceRow.parse(data)
            setRows((known) => new Map(known).set(row.name, row))
          }),
    [page],
  )
  const act = useMemo(() => actor(setRefused), [])
  return { devices, rows, windows, page, away, refused, act }
}

/** Does one thing after the other, in the order of the presses: a card is lifted before another is laid. */
function actor(onRefused: (why: string | null) => void): Dock['act'] {
  let before: Promise<unknown> = Promise.resolve()
  const post = async (name: string, action: DockAction): Promise<void> => {
    try {
      const answer = await fetch(`${base}/dock/${encodeURIComponent(name)}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(action),
      })
      onRefused(answer.ok ? null : problemShape.parse(await answer.json()).detail)
    } catch (error) {
      onRefused(error instanceof Error ? error.message : String(error))
    }
  }
  return (name, ...actions) => {
    for (const action of actions) before = before.then(() => post(name, action))
  }
}

async function getJson(address: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(address, { signal, cache: 'no-store' })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return answer.json()
}

/** Runs something until it succeeds once; the answer ends it. */
function keepTrying(run: (signal: AbortSignal) => Promise<void>, onAway: (away: boolean) => void) {
  const leaving = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const attempt = async (): Promise<void> => {
    try {
      await run(leaving.signal)
    } catch {
      if (leaving.signal.aborted) return
      onAway(true)
      timer = setTimeout(() => void attempt(), againMs)
    }
  }
  void attempt()
  return () => {
    leaving.abort()
    clearTimeout(timer)
  }
}

/** One event of a stream, parsed; the browser opens a broken stream again by itself. */
function follow(
  address: string,
  event: string,
  onAway: (away: boolean) => void,
  onData: (data: unknown) => void,
) {
  const source = new EventSource(address)
  source.onopen = () => onAway(false)
  source.onerror = () => onAway(true)
  source.addEventListener(event, (message: MessageEvent<unknown>) => {
    if (typeof message.data === 'string') onData(JSON.parse(message.data))
  })
  return () => source.close()
}
