import './sheet.css'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { commonWords } from '../../ui/words.ts'
import { Sheet } from './sheet.tsx'

/** A sheet at the side for one record. */
export function Panel(props: {
  title: ReactNode
  wide?: boolean
  onClose: () => void
  children: ReactNode
}): ReactNode {
  const say = useWords(commonWords)
  return (
    <Sheet className={props.wide ? 'panel panel-wide' : 'panel'} onClose={props.onClose}>
      {(titleId) => (
        <>
          <div className="panel-head">
            <h2 id={titleId}>{props.title}</h2>
            <Button look="quiet" icon={<X aria-hidden="true" />} shortcut="Escape" onPress={props.onClose}>
              {say('close')}
            </Button>
          </div>
          <div className="sheet-body panel-body">{props.children}</div>
        </>
      )}
    </Sheet>
  )
}
