import 'react-simple-keyboard/build/css/index.css'
import './screen-keyboard.css'
import { type MouseEvent, type PointerEvent, type ReactNode, useCallback, useMemo, useRef } from 'react'
import { KeyboardReact as Keyboard } from 'react-simple-keyboard'
import { useWords } from '../ui/i18n.ts'
import { type Touch, touchDown, touchLift, touchMove } from '../ui/press.ts'
import { eraseAllKey, eraseKey, type KeyName } from './search-text.ts'
import { kioskWords } from './words.ts'

const layout = {
  default: [
    '1 2 3 4 5 6 7 8 9 0',
    'q w e r t y u i o p',
    'a s d f g h j k l',
    `${eraseAllKey} z x c v b n m ${eraseKey}`,
  ],
}
const letters = Object.fromEntries([...'qwertyuiopasdfghjklzxcvbnm'].map((key) => [key, key.toUpperCase()]))

/**
 * Letters and digits on the glass: a key shows the touch at once and writes on lift, like every other target here.
 * The text is the page's; the library draws the keys and answers mouse and keyboard by the browser's click.
 */
export function ScreenKeyboard({ onKey }: { onKey: (key: KeyName) => void }): ReactNode {
  const say = useWords(kioskWords)
  const touch = useRef<{ key: HTMLElement; state: Touch } | null>(null)
  const pressed = useRef(onKey)
  pressed.current = onKey
  // Always the same function: for another one the library draws all its keys anew.
  const tellKey = useCallback((key: KeyName) => pressed.current(key), [])
  const erase = say('erase')
  const eraseAll = say('eraseAll')
  const display = useMemo(
    () => ({ ...letters, [eraseKey]: erase, [eraseAllKey]: eraseAll }),
    [erase, eraseAll],
  )

  const show = (key: HTMLElement, pressed: boolean): void => {
    if (pressed) key.dataset['pressed'] = ''
    else delete key.dataset['pressed']
  }
  const drop = (): void => {
    if (touch.current) show(touch.current.key, false)
    touch.current = null
  }
  const down = (event: PointerEvent<HTMLFieldSetElement>): void => {
    const key = keyAt(event.target)
    if (event.pointerType === 'mouse' || !event.isPrimary || key === null) return
    event.currentTarget.setPointerCapture(event.pointerId)
    touch.current = { key, state: touchDown(event.pointerId, event.timeStamp) }
    show(key, true)
  }
  const follow = (event: PointerEvent<HTMLFieldSetElement>): void => {
    const { current } = touch
    if (current?.state.pointerId !== event.pointerId) return
    current.state = touchMove(current.state, pointOf(event), current.key.getBoundingClientRect())
    show(current.key, current.state.inside)
  }
  const lift = (event: PointerEvent<HTMLFieldSetElement>): void => {
    const { current } = touch
    if (current?.state.pointerId !== event.pointerId) return
    drop()
    const box = current.key.getBoundingClientRect()
    if (touchLift(current.state, pointOf(event), box, event.timeStamp) !== 'press') return
    onKey(current.key.dataset['skbtn'] ?? '')
  }
  // The click that a browser makes up after a touch was judged above.
  const click = (event: MouseEvent<HTMLFieldSetElement>): void => {
    const { nativeEvent: native } = event
    if (native instanceof window.PointerEvent && ['touch', 'pen'].includes(native.pointerType)) {
      event.preventDefault()
      event.stopPropagation()
      native.stopImmediatePropagation()
    }
  }
  return (
    <fieldset
      className="screen-keyboard"
      aria-label={say('keyboard')}
      onPointerDownCapture={down}
      onPointerMoveCapture={follow}
      onPointerUpCapture={lift}
      onPointerCancelCapture={drop}
      onClickCapture={click}
    >
      <Keyboard
        layout={layout}
        display={display}
        useButtonTag
        useMouseEvents
        disableButtonHold
        disableCaretPositioning
        preventMouseDownDefault
        onKeyPress={tellKey}
      />
    </fieldset>
  )
}

function keyAt(target: EventTarget): HTMLElement | null {
  const key = target instanceof Element ? target.closest('.hg-button') : null
  return key instanceof HTMLElement ? key : null
}

function pointOf(event: PointerEvent): { x: number; y: number } {
  return { x: event.clientX, y: event.clientY }
}
