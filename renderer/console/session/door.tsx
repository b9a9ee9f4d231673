import './door.css'
import type { ReactNode } from 'react'
import mark from '../../ui/mark.svg'
import { LanguageSwitch } from '../../ui/reading-aids.tsx'

/** The page before one is in: one question, and nothing else. */
export function Door(props: { title: ReactNode; wide?: boolean; children: ReactNode }): ReactNode {
  return (
    <div className="door">
      <main className={props.wide ? 'door-sheet door-wide' : 'door-sheet'}>
        <img src={mark} alt="" className="door-mark" />
        <h1>{props.title}</h1>
        {props.children}
      </main>
      <div className="door-foot">
        <LanguageSwitch />
      </div>
    </div>
  )
}
