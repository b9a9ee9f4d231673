import { Copy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.ts'
import { listWords } from '../frame-words.ts'

/** Copies a text. Off HTTPS and loopback browsers have no clipboard: the button then is not there. */
export function CopyButton({ text }: { text: string }): ReactNode {
  const say = useWords(listWords)
  const [copied, setCopied] = useState(false)
  if (!('clipboard' in navigator)) return null
  return (
    <Button
      icon={<Copy aria-hidden="true" />}
      onPress={() =>
        void navigator.clipboard.writeText(text).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }
    >
      {copied ? say('copied') : say('copy')}
    </Button>
  )
}
