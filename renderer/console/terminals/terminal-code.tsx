import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHallQuery } from '../../data/use-hall.ts'
import { Button } from '../../ui/button.tsx'
import { formatDate, formatTime } from '../../ui/format.ts'
import { useLanguage, useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Panel } from '../parts/panel.tsx'
import { PrintSheet, printSheet } from '../parts/print-sheet.tsx'
import { pageAddress } from './page-address.ts'
import type { MadeCode } from './terminal-form.tsx'
import { terminalRoomWords } from './words.ts'

/** A single-use code, large, once: it is carried to the device, by hand or on paper. */
export function TerminalCode(props: {
  made: MadeCode
  timeZone: string | undefined
  onClose: () => void
}): ReactNode {
  const say = useWords(terminalRoomWords)
  const sayList = useWords(listWords)
  const { language } = useLanguage()
  const { code, expiresAt, terminal } = props.made
  const settings = useHallQuery('settings', {})
  const page = pageAddress(terminal.role, settings.data?.settings.publicUrl ?? null, location.href)
  const until = say('codeUntil', {
    time: `${formatDate(expiresAt, language, props.timeZone)} ${formatTime(expiresAt, props.timeZone)}`,
  })
  const card = (
    <>
      <p className="code-until">{until}</p>
      <p>{say('codeHow')}</p>
      <p className="code-address" translate="no">
        {page.address}
      </p>
      {settings.data?.caFingerprint ? (
        <>
          <p>{say('codeFingerprint')}</p>
          <p className="fingerprint">{settings.data.caFingerprint}</p>
        </>
      ) : null}
    </>
  )
  return (
    <Panel title={say('codeTitle', { name: terminal.name })} onClose={props.onClose}>
      <div className="secret">
        <Notice tone="warn">{say('codeOnce')}</Notice>
        <div className="code-card">
          <p className="code-large" data-testid="terminal-code" translate="no">
            {code}
          </p>
          {card}
        </div>
        {page.onlyHere ? <Notice>{say('codeLoopback')}</Notice> : null}
        <div className="secret-actions">
          <CopyButton text={code} />
          <Button icon={<Printer aria-hidden="true" />} onPress={printSheet}>
            {sayList('print')}
          </Button>
          <Button look="primary" autoFocus onPress={props.onClose}>
            {say('codeDone')}
          </Button>
        </div>
      </div>
      <PrintSheet>
        <h1>{say('codeTitle', { name: terminal.name })}</h1>
        <p className="code-large">{code}</p>
        {card}
      </PrintSheet>
    </Panel>
  )
}
