import { useEffect, useRef } from 'react'
import { deviceEvents } from '../../contract/bridge.ts'
import { deviceEventsOfPage } from './device-events.ts'
import { KeyScan } from './key-scan.ts'

/**
 * Hears every code that is held to a scanner, whatever page is shown and whatever field has the focus: from the bridge,
 * whose scanner is on a serial line (`live`), and from a scanner that types like a keyboard.
 */
export function useScans(live: boolean, onScan: (text: string) => void): void {
  const latest = useRef(onScan)
  latest.current = onScan

  useEffect(() => {
    if (!live) return
    return deviceEventsOfPage.on(['scan'], (data) => {
      const text = scanIn(data)
      if (text !== null) latest.current(text)
    })
  }, [live])

  useEffect(() => {
    const scan = new KeyScan()
    let field: { readonly input: HTMLInputElement; readonly before: string } | null = null
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const before = focusedField()
      const step = scan.press(event.key, event.timeStamp, event.isComposing)
      if (step.kind === 'typing') {
        field = scan.first ? before : field
        return
      }
      // Neither the field nor a button under the focus gets a scanner's keys.
      event.preventDefault()
      event.stopImmediatePropagation()
      if (step.kind !== 'scanned') return
      // The first keys were in the field before it was clear that no person typed them.
      if (field !== null) write(field.input, field.before)
      field = null
      latest.current(step.code)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [])
}

/** The code that a `scan` event tells; null for what is none. */
function scanIn(data: string): string | null {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return null
  }
  const event = deviceEvents.scan.safeParse(json)
  return event.success ? event.data.text : null
}

function focusedField(): { readonly input: HTMLInputElement; readonly before: string } | null {
  const input = document.activeElement
  return input instanceof HTMLInputElement ? { input, before: input.value } : null
}

/** Sets a field's text so that the page's own state follows. */
function write(input: HTMLInputElement, text: string): void {
  if (!input.isConnected || input.value === text) return
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}
