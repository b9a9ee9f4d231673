import { useEffect, useRef } from 'react'
import { type DeskKey, keyMeant } from './keys.ts'

/** Runs `act` for this page's keys. `act` says whether it did something; a key that did nothing may be pressed again. */
export function useDeskKeys(enabled: boolean, act: (key: DeskKey) => boolean): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const actedAtMs = new Map<string, number>()
    const onKey = (event: KeyboardEvent): void => {
      const last = actedAtMs.get(event.code)
      const key = keyMeant({
        code: event.code,
        shift: event.shiftKey,
        withModifier: event.ctrlKey || event.altKey || event.metaKey,
        repeat: event.repeat,
        typing: event.isComposing || isField(event.target),
        dialogOpen: document.querySelector('dialog[open]') !== null,
        onControl: isControl(event.target),
        sinceSameKeyMs: last === undefined ? null : event.timeStamp - last,
      })
      if (key === null || event.defaultPrevented) {
        // Taken by a row, a button or a dialog, it counts as pressed: the second Enter of a double press must not
        // start the ticket that the first one called.
        actedAtMs.set(event.code, event.timeStamp)
        // Held down on a page without a focused control, the space bar would scroll.
        if (event.code === 'Space' && event.target === document.body) event.preventDefault()
        return
      }
      event.preventDefault()
      if (latest.current(key)) actedAtMs.set(event.code, event.timeStamp)
    }
    // After a press by mouse the focus would stay on the button, and Enter or the space bar would press it again.
    const onClick = (event: MouseEvent): void => {
      const { activeElement } = document
      if (event.detail > 0 && activeElement instanceof HTMLButtonElement && !activeElement.closest('dialog'))
        activeElement.blur()
    }
    if (enabled) window.addEventListener('keydown', onKey)
    window.addEventListener('click', onClick)
    return () => {
      window.removeEventListener('keydown', onKey)
      window.removeEventListener('click', onClick)
    }
  }, [enabled])
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type)
  return (
    target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  )
}

/** A control that rests (`aria-disabled`) does not claim Enter and the space bar. */
function isControl(target: EventTarget | null): boolean {
  const control = target instanceof Element ? target.closest('button, a[href], summary, input') : null
  return control !== null && control.getAttribute('aria-disabled') !== 'true'
}
