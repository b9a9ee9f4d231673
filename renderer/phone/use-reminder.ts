import { useEffect, useRef, useState } from 'react'
import { alarmFor, type PhoneView } from './phase.ts'
import { Reminder } from './reminder.ts'

/** The reminder that the person switched on, or not. */
export interface ReminderSwitch {
  readonly on: boolean
  turnOn(): void
  turnOff(): void
}

/** Sounds when it becomes near and at each call, once somebody asked for it. */
export function useReminder(view: PhoneView): ReminderSwitch {
  const [reminder, setReminder] = useState<Reminder | null>(null)
  const before = useRef<PhoneView | null>(null)

  useEffect(() => {
    const alarm = reminder === null ? null : alarmFor(before.current, view)
    before.current = view
    if (alarm !== null) reminder?.sound(alarm)
  }, [reminder, view])

  useEffect(() => {
    if (reminder === null) return
    const shown = (): void => {
      if (document.visibilityState === 'visible') void reminder.stayAwake()
    }
    document.addEventListener('visibilitychange', shown)
    return () => {
      document.removeEventListener('visibilitychange', shown)
      reminder.end()
    }
  }, [reminder])

  return {
    on: reminder !== null,
    turnOn() {
      const made = new Reminder()
      // Heard at once, so that the person knows that it works and how loud it is.
      made.sound('near')
      setReminder(made)
    },
    turnOff: () => setReminder(null),
  }
}
