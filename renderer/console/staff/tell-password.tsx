import { Printer } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { PrintSheet, printSheet } from '../parts/print-sheet.tsx'
import { accountWords } from './words.ts'

export interface Told {
  readonly name: string
  readonly account: string
  readonly password: string
}

/** A password, shown once to be told. */
export function TellPassword({ told, onClose }: { told: Told; onClose: () => void }): ReactNode {
  const say = useWords(accountWords)
  const sayList = useWords(listWords)
  const facts = (
    <dl className="secret-facts">
      <div>
        <dt>{say('tellAccount')}</dt>
        <dd translate="no">{told.account}</dd>
      </div>
      <div>
        <dt>{say('tellPassword')}</dt>
        <dd translate="no">{told.password}</dd>
      </div>
    </dl>
  )
  return (
    <div className="secret">
      <Notice tone="warn">{say('tellOnce')}</Notice>
      {facts}
      <div className="secret-actions">
        <CopyButton text={`${told.account} ${told.password}`} />
        <Button icon={<Printer aria-hidden="true" />} onPress={printSheet}>
          {sayList('print')}
        </Button>
        <Button look="primary" autoFocus onPress={onClose}>
          {say('tellDone')}
        </Button>
      </div>
      <PrintSheet>
        <h1>{told.name}</h1>
        {facts}
        <p>{say('initialHint')}</p>
      </PrintSheet>
    </div>
  )
}
