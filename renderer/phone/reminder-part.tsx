import { Bell, BellRing } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { useWords } from '../ui/i18n.ts'
import type { PhoneView } from './phase.ts'
import { canShake } from './reminder.ts'
import { useReminder } from './use-reminder.ts'
import { phoneWords } from './words.ts'

/** Asks to be reminded; says honestly that the page must stay open. */
export function ReminderPart({ view }: { view: PhoneView }): ReactNode {
  const say = useWords(phoneWords)
  const reminder = useReminder(view)
  // Whoever is called is to go, not to be reminded; one that is on can still be turned off.
  if (!reminder.on && view.ticket.state === 'called') return null
  const note = say(canShake() ? 'remindNote' : 'remindNoteNoShake')
  return (
    <section className="phone-reminder">
      {reminder.on ? (
        <>
          <p className="phone-reminder-on" role="status">
            <BellRing aria-hidden="true" />
            <span>{say('remindOn')}</span>
          </p>
          <p className="phone-small">{note}</p>
          <Button look="quiet" wide onPress={reminder.turnOff}>
            {say('remindOff')}
          </Button>
        </>
      ) : (
        <>
          <Button look="primary" wide icon={<Bell aria-hidden="true" />} onPress={reminder.turnOn}>
            {say('remind')}
          </Button>
          <p className="phone-small">{note}</p>
        </>
      )}
    </section>
  )
}
