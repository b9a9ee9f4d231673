import { FileUp } from 'lucide-react'
import { type DragEvent, type ReactNode, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { registryWords } from './words.ts'

/** Takes a file, chosen or dropped. The same file, mended, can be chosen again. */
export function ChooseFile(props: {
  accept: string
  /** The name of the file that was chosen, while it is being read or shown. */
  chosen: string | null
  busy: boolean
  onFile: (file: File) => void
}): ReactNode {
  const say = useWords(registryWords)
  const picker = useRef<HTMLInputElement>(null)
  const take = (file: File | undefined): void => {
    if (file !== undefined) props.onFile(file)
  }
  const onDrop = (event: DragEvent): void => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
    <div className="drop" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        accept={props.accept}
        tabIndex={-1}
        aria-label={say('choose')}
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button
        look={props.chosen === null ? 'primary' : 'secondary'}
        icon={<FileUp aria-hidden="true" />}
        busy={props.busy}
        onPress={() => picker.current?.click()}
      >
        {say(props.chosen === null ? 'choose' : 'chooseOther')}
      </Button>
      <span>
        {props.busy && props.chosen !== null ? say('reading', { name: props.chosen }) : say('drop')}
      </span>
    </div>
  )
}
