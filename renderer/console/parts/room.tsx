import './parts.css'
import type { ReactNode } from 'react'

/** One room: its name, what it is for, what can be done in it. */
export function RoomSheet(props: {
  title: ReactNode
  about?: ReactNode
  actions?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="room">
      <header className="room-head">
        <div className="room-words">
          <h1>{props.title}</h1>
          {props.about ? <p className="room-about">{props.about}</p> : null}
        </div>
        {props.actions ? <div className="room-actions">{props.actions}</div> : null}
      </header>
      {props.children}
    </section>
  )
}
