import '../phone/phone.css'
import './booking.css'
import { type ReactNode, useEffect, useState } from 'react'
import { createHall } from '../data/hall.ts'
import { phoneSecret } from '../data/phone-secret.ts'
import { HallProvider } from '../data/use-hall.ts'
import { BookFlow } from './book-flow.tsx'
import { OwnPage } from './own-page.tsx'

/** The public booking page; with a secret behind the `#` it is the page of that one booking. */
export function BookingApp(): ReactNode {
  const [secret, setSecret] = useState(() => phoneSecret(location.hash))
  useEffect(() => {
    const changed = (): void => setSecret(phoneSecret(location.hash))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return secret === null ? <Anybody /> : <OneBooking key={secret} secret={secret} />
}

function Anybody(): ReactNode {
  const [hall] = useState(() => createHall())
  return (
    <HallProvider hall={hall} follow={false}>
      <BookFlow />
    </HallProvider>
  )
}

function OneBooking({ secret }: { secret: string }): ReactNode {
  const [hall] = useState(() => createHall({ token: secret }))
  return (
    <HallProvider hall={hall} follow={false}>
      <OwnPage />
    </HallProvider>
  )
}
