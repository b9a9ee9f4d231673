import './sheet.css'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { commonWords } from '../../ui/words.ts'
import { Sheet } from './sheet.tsx'

/** Asks before something that cannot be taken back, or that hits many people. Cancel has the focus. */
export function Ask(props: {
  title: ReactNode
  /** The word on the button that does it. */
  word: string
  /** The word on the button that leaves all as it is, where 取消 would be taken for what is asked. */
  keepWord?: string
  wrong?: boolean
  onYes: () => void
  onClose: () => void
  children: ReactNode
}): ReactNode {
  const say = useWords(commonWords)
  return (
    <Sheet className="ask" urgent onClose={props.onClose}>
      {(titleId) => (
        <>
          <h2 id={titleId}>{props.title}</h2>
          <div className="ask-words">{props.children}</div>
          <div className="ask-actions">
            <Button autoFocus onPress={props.onClose}>
              {props.keepWord ?? say('cancel')}
            </Button>
            <Button
              look={props.wrong ? 'wrong' : 'primary'}
              onPress={() => {
                props.onClose()
                props.onYes()
              }}
            >
              {props.word}
            </Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
