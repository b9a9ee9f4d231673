import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { QrCode } from '../../ui/qr-code.tsx'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Panel } from '../parts/panel.tsx'
import { PrintSheet, printSheet } from '../parts/print-sheet.tsx'
import { appointmentWords } from './words.ts'

/** The address of the public page as a link and a QR code, to be put where citizens see it. */
export function BookingAddress(props: { publicUrl: string | null; onClose: () => void }): ReactNode {
  const say = useWords(appointmentWords)
  const sayList = useWords(listWords)
  const base = props.publicUrl?.replace(/\/$/, '') ?? location.origin
  const address = `${base}/booking/`
  const onlyHere = props.publicUrl === null && /^(127\.|localhost$|\[?::1)/.test(location.hostname)
  const card = (
    <div className="booking-address">
      <QrCode text={address} size="220px" label={say('pageQr')} />
      <a href={address} target="_blank" rel="noreferrer" translate="no">
        {address}
      </a>
    </div>
  )
  return (
    <Panel title={say('page')} onClose={props.onClose}>
      <div className="stack">
        <p>{say('pageBody')}</p>
        {onlyHere ? <Notice tone="warn">{say('pageOnlyHere')}</Notice> : null}
        {card}
        <div className="room-actions">
          <CopyButton text={address} />
          <Button icon={<Printer aria-hidden="true" />} onPress={printSheet}>
            {sayList('print')}
          </Button>
        </div>
      </div>
      <PrintSheet>
        <h1>{say('page')}</h1>
        {card}
      </PrintSheet>
    </Panel>
  )
}
