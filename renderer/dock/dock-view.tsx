import './dock.css'
import { ArrowUpRight } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import type { DockAction, DockedDevice } from '../../contract/dock.ts'
import { useWords } from '../ui/i18n.ts'
import { LanguageSwitch } from '../ui/reading-aids.tsx'
import { Empty, Loading, Notice } from '../ui/states.tsx'
import { arrangeCounters, type DockedKind, isKind, isLine } from './arrange.ts'
import { CardReader } from './card-reader.tsx'
import { CounterView } from './counter.tsx'
import { DeviceLine } from './device-line.tsx'
import { Printer } from './printer.tsx'
import { type CodeAtHand, Scanner, useCodesAtHand } from './scanner.tsx'
import { Speaker } from './speaker.tsx'
import type { Dock } from './use-dock.ts'
import { dockWords } from './words.ts'

/** The dock 模拟台: every simulated device of a terminal as the thing itself. */
export function DockView({ dock }: { dock: Dock }): ReactNode {
  const say = useWords(dockWords)
  useEffect(() => {
    document.title = say('title')
  }, [say])
  const { devices, page } = dock
  const printer = devices?.find((one) => isKind(one, 'ticket-printer'))
  const codes = useCodesAtHand(
    printer && isKind(printer, 'ticket-printer') ? printer : undefined,
    page !== null,
  )
  return (
    <div className="dock">
      <header className="dock-head">
        <div>
          <h1>{say('title')}</h1>
          <p className="dock-about">{say('about')}</p>
        </div>
        <LanguageSwitch />
      </header>
      <main className="dock-main">
        {dock.away ? <Notice tone="warn">{say('away')}</Notice> : null}
        {dock.refused === null ? null : <Notice tone="warn" title={dock.refused} />}
        {page === null ? null : (
          <TryThis page={page} kinds={new Set(devices?.map(({ panel }) => panel.kind))} />
        )}
        {devices === null ? (
          <Loading />
        ) : devices.length === 0 ? (
          <Empty title={say('empty')}>{say('emptyBody')}</Empty>
        ) : (
          <Places dock={dock} devices={devices} codes={codes} />
        )}
      </main>
    </div>
  )
}

/** One sentence, in steps: only what can be done with the devices that are here. */
function TryThis(props: { page: string; kinds: ReadonlySet<DockedDevice['panel']['kind']> }): ReactNode {
  const say = useWords(dockWords)
  const { page, kinds } = props
  return (
    <section className="dock-try" aria-label={say('tryTitle')}>
      <ol>
        {kinds.has('id-card-reader') ? <li>{say('tryCard')}</li> : null}
        {kinds.has('ticket-printer') ? <li>{say('tryKiosk')}</li> : null}
        {kinds.has('call-pad') ? <li>{say('tryCall')}</li> : null}
        {kinds.has('rating-pad') ? <li>{say('tryRate')}</li> : null}
        <li>{say('tryBreak')}</li>
      </ol>
      <a className="button button-primary" href={page} target="_blank" rel="noreferrer">
        <span>{say('openTerminal')}</span>
        <ArrowUpRight aria-hidden="true" />
      </a>
    </section>
  )
}

function Places(props: {
  dock: Dock
  devices: readonly DockedDevice[]
  codes: readonly CodeAtHand[]
}): ReactNode {
  const say = useWords(dockWords)
  const { dock, devices, codes } = props
  const lines = devices.filter(isLine)
  const single = devices.filter((device) => !isLine(device))
  const counters = arrangeCounters(devices, dock.windows)
  return (
    <>
      {single.length > 0 ? (
        <section className="dock-part" aria-labelledby="dock-terminal">
          <h2 id="dock-terminal">{dock.page === null ? say('alone') : say('atTerminal')}</h2>
          <div className="dock-terminal">
            {single.map((device) => (
              <DeviceBox key={device.name} device={device} dock={dock} codes={codes} />
            ))}
          </div>
        </section>
      ) : null}
      {counters.length > 0 ? (
        <section className="dock-part" aria-labelledby="dock-windows">
          <h2 id="dock-windows">{say('atWindows')}</h2>
          <div className="dock-lines">
            {lines.map((device) => (
              <section key={device.name} className="dock-line" aria-label={lineName(say, device)}>
                <h3>{lineName(say, device)}</h3>
                <DeviceLine
                  device={device}
                  row={dock.rows.get(device.name)}
                  onAct={(action) => dock.act(device.name, action)}
                />
              </section>
            ))}
          </div>
          <div className="dock-counters">
            {counters.map((counter) => (
              <CounterView key={counter.windowId} counter={counter} act={dock.act} />
            ))}
          </div>
        </section>
      ) : null}
    </>
  )
}

function lineName(
  say: (key: 'callLine' | 'ratingLine' | 'screenLine') => string,
  device: DockedDevice,
): string {
  const { kind } = device.panel
  return say(kind === 'call-pad' ? 'callLine' : kind === 'rating-pad' ? 'ratingLine' : 'screenLine')
}

const titles = {
  'ticket-printer': 'printer',
  'id-card-reader': 'reader',
  'social-security-card': 'socialCard',
  scanner: 'scanner',
  speaker: 'speaker',
  'call-pad': 'call-pad',
  'rating-pad': 'rating-pad',
  'led-screen': 'led-screen',
} as const

/** A device that stands by itself, with its line. */
function DeviceBox(props: { device: DockedDevice; dock: Dock; codes: readonly CodeAtHand[] }): ReactNode {
  const say = useWords(dockWords)
  const { device, dock, codes } = props
  const act = (...actions: DockAction[]): void => dock.act(device.name, ...actions)
  const title = say(titles[device.panel.kind])
  return (
    <section
      className={`device device-${device.panel.kind}${device.powerOn ? '' : ' device-off'}`}
      aria-label={title}
    >
      <h3>{title}</h3>
      <Face device={device} codes={codes} act={act} />
      <DeviceLine device={device} row={dock.rows.get(device.name)} onAct={act} />
    </section>
  )
}

function Face(props: {
  device: DockedDevice
  codes: readonly CodeAtHand[]
  act: (...actions: DockAction[]) => void
}): ReactNode {
  const { device, codes, act } = props
  if (isKind(device, 'ticket-printer')) return <Printer device={device} onAct={act} />
  if (isKind(device, 'scanner')) return <Scanner device={device} codes={codes} onAct={act} />
  if (isKind(device, 'speaker')) return <Speaker device={device} />
  if (isCardReader(device)) return <CardReader device={device} onAct={act} />
  return null
}

function isCardReader(
  device: DockedDevice,
): device is DockedDevice & DockedKind<'id-card-reader' | 'social-security-card'> {
  return 'cards' in device.panel
}
