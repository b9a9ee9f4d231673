import type { ReactNode } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { Notice } from '../../ui/states.tsx'
import { listWords } from '../frame-words.ts'
import { ImportCounts, ImportFaults } from './import-faults.tsx'
import { registryWords } from './words.ts'

/** Rows that are listed before somebody asks for more. */
export const listedAtOnce = 50

/**
 * What a file would change, and the button that does it: faults first, because with one of them nothing is imported;
 * else `children`, the list of changes.
 */
export function ImportPreviewFrame(props: {
  heading: 'h2' | 'h4'
  name: string
  preview: Pick<RouteAnswer<'previewImport'>, 'added' | 'changed' | 'unchanged' | 'faulty'>
  /** What is to be said of the file itself. */
  notice?: ReactNode
  busy: boolean
  onImport: () => void
  children: ReactNode
}): ReactNode {
  const say = useWords(registryWords)
  const { heading: Heading, preview } = props
  const changes = preview.added + preview.changed
  return (
    <div className="preview">
      <Heading>{say('previewOf', { name: props.name })}</Heading>
      {props.notice}
      <ImportCounts preview={preview} />
      {preview.faulty.length > 0 ? (
        <ImportFaults faulty={preview.faulty} name={props.name} />
      ) : (
        <>
          <div>
            <Button look="primary" busy={props.busy} disabled={changes === 0} onPress={props.onImport}>
              {changes === 0 ? say('doNothing') : say('do', { count: changes })}
            </Button>
          </div>
          {changes === 0 ? <Notice>{say('nothingToDo')}</Notice> : props.children}
        </>
      )}
    </div>
  )
}

/** How many changes the list does not show, and a way to see more where there are more to see. */
export function MoreChanges(props: { left: number; onMore: (() => void) | null }): ReactNode {
  const say = useWords(registryWords)
  const sayList = useWords(listWords)
  if (props.left <= 0) return null
  return (
    <p className="preview-more">
      <span>{say('andMore', { count: props.left })}</span>
      {props.onMore ? (
        <Button look="quiet" onPress={props.onMore}>
          {sayList('more')}
        </Button>
      ) : null}
    </p>
  )
}
