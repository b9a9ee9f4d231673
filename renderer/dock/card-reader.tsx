import './card-reader.css'
import { type DragEvent, type ReactNode, useState } from 'react'
import type { DockAction } from '../../contract/dock.ts'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import type { DockedKind } from './arrange.ts'
import { dockWords } from './words.ts'

type Reader = DockedKind<'id-card-reader' | 'social-security-card'>
type Card = Reader['panel']['cards'][number]

const dragKind = 'text/plain'

/** A card reader, or a slot for one, with the cards of made-up people on the table beside it. */
export function CardReader(props: { device: Reader; onAct: (...actions: DockAction[]) => void }): ReactNode {
  const say = useWords(dockWords)
  const [over, setOver] = useState(false)
  const { panel, cableIn, powerOn } = props.device
  const slot = panel.kind === 'social-security-card'
  const laid = panel.cards.find(({ card }) => card === panel.laid)
  const lay = (card: string): void => {
    if (card === panel.laid) return
    if (panel.laid === null) props.onAct({ do: 'lay-card', card })
    else props.onAct({ do: 'lift-card' }, { do: 'lay-card', card })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    const card = event.dataTransfer.getData(dragKind)
    if (panel.cards.some((one) => one.card === card)) lay(card)
  }
  return (
    <div className="reader">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is one way of three; each card is a button too */}
      <div
        className={`reader-plate${slot ? ' reader-slot' : ''}${over ? ' reader-over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {laid ? (
          <div className="card card-laid">
            <CardFace card={laid} />
          </div>
        ) : (
          <p className="reader-place">{slot ? say('slot') : say('place')}</p>
        )}
        <p className="reader-lamp" role="status">
          <span
            className={powerOn && cableIn ? (panel.busy ? 'lamp lamp-busy' : 'lamp lamp-good') : 'lamp'}
            aria-hidden="true"
          />
          {[
            laid ? say('laid', { name: laid.name }) : '',
            panel.busy ? say('lampBusy') : laid ? '' : say('lampIdle'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <div className="keys-row">
        <Button disabled={panel.laid === null} onPress={() => props.onAct({ do: 'lift-card' })}>
          {say('lift')}
        </Button>
      </div>
      <p className="dock-hint">{slot ? say('putHint') : say('layHint')}</p>
      <ul className="tray" aria-label={say('tray')}>
        {panel.cards.map((card) => (
          <li key={card.card}>
            <button
              type="button"
              className="card"
              draggable
              aria-pressed={card.card === panel.laid}
              onDragStart={(event) => event.dataTransfer.setData(dragKind, card.card)}
              onClick={() => lay(card.card)}
            >
              <CardFace card={card} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

function CardFace({ card }: { card: Card }): ReactNode {
  return (
    <>
      <span className="card-kind">{card.kind}</span>
      <span className="card-name">{card.name}</span>
      <span className="card-about">{card.about}</span>
      <span className="card-photo" aria-hidden="true" />
    </>
  )
}
