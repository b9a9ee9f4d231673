import type { ReactNode } from 'react'
import type { Ticket } from '../../contract/shapes.ts'
import { LeaveDialog } from './leave-dialog.tsx'
import { ReprintDialog } from './reprint-dialog.tsx'
import { KeysSheet, TroubleSheet } from './sheets.tsx'
import { ClassDialog, TransferDialog } from './ticket-dialogs.tsx'
import type { Desk } from './use-desk.ts'

/** The dialog that is open above the desk. A dialog about a ticket keeps the ticket for which it was opened. */
export type Opened =
  | { readonly kind: 'pause' | 'close' | 'signOut' | 'keys' | 'trouble' }
  | { readonly kind: 'transfer' | 'correctClass' | 'reprint'; readonly ticket: Ticket }

export function DeskDialog(props: {
  opened: Opened
  desk: Desk
  keysOn: boolean
  onKeysOn: (on: boolean) => void
  onClose: () => void
  onSignedOut: () => void
}): ReactNode {
  const { opened, desk, onClose } = props
  const { work, window, seat } = desk
  switch (opened.kind) {
    case 'keys':
      return <KeysSheet on={props.keysOn} onSwitch={props.onKeysOn} onClose={onClose} />
    case 'trouble':
      return <TroubleSheet onClose={onClose} />
    case 'pause':
      return <LeaveDialog kind="pause" desk={desk} onClose={onClose} onLeave={work.pause} />
    case 'close':
      return <LeaveDialog kind="close" desk={desk} onClose={onClose} onLeave={work.close} />
    case 'signOut': {
      // A leader who looked in at somebody else's window leaves it as it is.
      const own = window.state !== 'closed' && window.staffId === seat.id
      return (
        <LeaveDialog
          kind="signOut"
          desk={desk}
          leavesWindow={own}
          onClose={onClose}
          onLeave={(leave) => work.signOut(own ? leave : null)}
          onLeft={props.onSignedOut}
        />
      )
    }
    case 'transfer':
      return <TransferDialog desk={desk} ticket={opened.ticket} onClose={onClose} />
    case 'correctClass':
      return <ClassDialog desk={desk} ticket={opened.ticket} onClose={onClose} />
    case 'reprint':
      return <ReprintDialog desk={desk} ticket={opened.ticket} onClose={onClose} />
  }
}
