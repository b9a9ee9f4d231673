import './printer.css'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { DockAction } from '../../contract/dock.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import type { DockedKind } from './arrange.ts'
import { dockWords } from './words.ts'

/** A new roll, and one that the printer calls nearly empty, in millimetres of paper. */
const rollMm = { full: 80_000, low: 1500 } as const
const keptInHand = 3

/** A ticket printer: paper grows out of its mouth line by line, and is torn off by hand. */
export function Printer(props: {
  device: DockedKind<'ticket-printer'>
  onAct: (action: DockAction) => void
}): ReactNode {
  const say = useWords(dockWords)
  const { panel, cableIn, powerOn } = props.device
  const { onAct } = props
  const [hand, setHand] = useState<readonly string[]>([])
  const [first, ...older] = panel.papers
  const metres = (panel.paperMm / 1000).toFixed(1)
  const out = panel.paperMm <= 0
  const tear = (): void => {
    setHand((kept) => [...panel.papers.map(({ svg }) => svg), ...kept].slice(0, keptInHand))
    onAct({ do: 'take-ticket' })
  }
  return (
    <div className="printer">
      <div className="printer-out">
        {first ? (
          <>
            <Paper svg={first.svg} className="printer-paper" />
            {older.length > 0 ? <span className="printer-older" aria-hidden="true" /> : null}
          </>
        ) : (
          <p className="printer-none">{say('noPaper')}</p>
        )}
      </div>
      <div className={`printer-body${panel.coverOpen ? ' printer-open' : ''}`}>
        <span className="printer-mouth" aria-hidden="true" />
        <Roll mm={panel.paperMm} />
        <p className={out ? 'printer-gauge printer-gauge-out' : 'printer-gauge'}>
          {out ? say('rollOut') : say(panel.nearEnd ? 'rollNear' : 'rollLeft', { metres })}
        </p>
        <span
          className={lampOf(powerOn && cableIn, out || panel.coverOpen || panel.cutterJammed)}
          aria-hidden="true"
        />
      </div>
      <div className="keys-row">
        <Button look="primary" disabled={!first?.whole} onPress={tear}>
          {first && !first.whole ? say('printing') : say('tear')}
        </Button>
        <Button pressed={panel.coverOpen} onPress={() => onAct({ do: 'open-cover', open: !panel.coverOpen })}>
          {panel.coverOpen ? say('closeCover') : say('openCover')}
        </Button>
        <Button
          pressed={panel.cutterJammed}
          onPress={() => onAct({ do: 'jam-cutter', jammed: !panel.cutterJammed })}
        >
          {panel.cutterJammed ? say('unjam') : say('jam')}
        </Button>
      </div>
      <div className="keys-row">
        <Button onPress={() => onAct({ do: 'load-paper', mm: rollMm.full })}>{say('newRoll')}</Button>
        <Button onPress={() => onAct({ do: 'load-paper', mm: rollMm.low })}>{say('lowRoll')}</Button>
        <Button onPress={() => onAct({ do: 'load-paper', mm: 0 })}>{say('takeRoll')}</Button>
      </div>
      {hand.length > 0 ? (
        <figure className="printer-hand">
          <figcaption>{say('inHand')}</figcaption>
          <div className="printer-torn">
            {hand.map((svg, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the newest comes first and nothing is kept of a place
              <Paper key={at} svg={svg} className="printer-ticket" />
            ))}
          </div>
        </figure>
      ) : null}
    </div>
  )
}

function lampOf(on: boolean, wrong: boolean): string {
  return on ? (wrong ? 'lamp lamp-wrong' : 'lamp lamp-good') : 'lamp'
}

/** The drawing is taken into the page, so that it is written in the page's own font. */
function Paper({ svg, className }: { svg: string; className: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    if (root instanceof SVGSVGElement) place.current?.replaceChildren(document.importNode(root, true))
  }, [svg])
  return <div ref={place} className={className} />
}

/** The roll seen from the side: as thick as its paper. */
function Roll({ mm }: { mm: number }): ReactNode {
  const share = Math.min(1, Math.max(0, mm / rollMm.full))
  // Paper wound on a core: the area grows with the length, so the radius with its root.
  const radius = mm <= 0 ? 0 : 7 + 13 * Math.sqrt(share)
  return (
    <svg className="printer-roll" viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="22" cy="22" r="20.5" className="roll-place" />
      <circle cx="22" cy="22" r={radius} className="roll-paper" />
      <circle cx="22" cy="22" r="5" className="roll-core" />
    </svg>
  )
}
