import './phone.css'
import { QrCode } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../ui/i18n.ts'
import { Switches } from './switches.tsx'
import { phoneWords } from './words.ts'

/** The page without a ticket: no code in the address, or one that the hall does not know (any more). */
export function NoCode({ why }: { why: 'none' | 'unknown' }): ReactNode {
  const say = useWords(phoneWords)
  return (
    <div className="phone">
      <main className="phone-blank">
        <QrCode aria-hidden="true" />
        <h1>{say(why === 'none' ? 'noSecretTitle' : 'unknownTitle')}</h1>
        <p>{say(why === 'none' ? 'noSecretBody' : 'unknownBody')}</p>
      </main>
      <footer className="phone-foot">
        <Switches />
      </footer>
    </div>
  )
}
