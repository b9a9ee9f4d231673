import { UserRound } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import { commonWords } from '../ui/words.ts'
import { useKiosk } from './kiosk-context.ts'
import { kioskWords } from './words.ts'

/** Whether somebody comes: seen on every page while a call is open, and spoken when it changes. */
export function HelpStrip(): ReactNode {
  const { help, speech } = useKiosk()
  const say = useWords(kioskWords)
  const common = useWords(commonWords)
  const { call, busy, failed } = help
  const taken = call?.state === 'taken'
  const title = call
    ? taken
      ? say('helpTaken', { name: call.takenBy ?? '' })
      : say('helpWaiting')
    : failed
      ? say('helpFailed')
      : busy
        ? say('helpCalling')
        : ''
  useEffect(() => {
    if (title !== '') speech.tell(title)
  }, [title, speech])
  if (title === '') return null
  return (
    <div className={failed && !call ? 'help-strip help-strip-failed' : 'help-strip'} role="status">
      <UserRound aria-hidden="true" />
      <p>
        <strong>{title}</strong>
        {call ? <span>{taken ? say('helpTakenBody') : say('helpWaitingBody')}</span> : null}
      </p>
      {call ? <Button onPress={help.cancel}>{say('helpCancel')}</Button> : null}
      {failed && !call ? <Button onPress={help.cancel}>{common('close')}</Button> : null}
    </div>
  )
}
