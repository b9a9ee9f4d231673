import { ConfigProvider } from 'antd'
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'

/** What takes the focus when a sheet opens: its first field, else what it is for. */
const first = 'input:not([type="hidden"], [tabindex="-1"], :disabled), textarea, .button-primary'

/**
 * Something before the page: the browser's own dialog, which keeps the focus inside and makes the rest unreachable.
 * Esc closes it; a click beside it does not, so that nothing typed is lost.
 */
export function Sheet(props: {
  className: string
  urgent?: boolean
  onClose: () => void
  children: (titleId: string) => ReactNode
}): ReactNode {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    if (!dialog.open) dialog.showModal()
    dialog.querySelector<HTMLElement>('.sheet-body')?.querySelector<HTMLElement>(first)?.focus()
    return () => dialog.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`sheet ${props.className}`}
      role={props.urgent ? 'alertdialog' : undefined}
      aria-labelledby={titleId}
      onKeyDownCapture={keepListsEscape}
      onCancel={(event) => {
        event.preventDefault()
        props.onClose()
      }}
    >
      {/* Lists that open inside must lie in the dialog: everything else is below it. */}
      <ConfigProvider getPopupContainer={() => ref.current ?? document.body}>
        {props.children(titleId)}
      </ConfigProvider>
    </dialog>
  )
}

/** Esc in an open list closes the list, and not the sheet around it. */
function keepListsEscape(event: KeyboardEvent<HTMLDialogElement>): void {
  if (event.key !== 'Escape') return
  if (event.currentTarget.querySelector('.ant-select-open') !== null) event.preventDefault()
}
