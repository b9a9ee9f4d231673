import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

/** What comes on paper instead of the page, when `printSheet` prints. Not seen on the screen. */
export function PrintSheet({ children }: { children: ReactNode }): ReactNode {
  return createPortal(<div className="print-sheet">{children}</div>, document.body)
}

/** Prints the sheet that is there, and nothing else. */
export function printSheet(): void {
  const { classList } = document.body
  classList.add('printing-sheet')
  window.addEventListener('afterprint', () => classList.remove('printing-sheet'), { once: true })
  window.print()
}
