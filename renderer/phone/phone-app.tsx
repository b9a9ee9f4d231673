import { type ReactNode, useEffect, useState } from 'react'
import { createHall } from '../data/hall.ts'
import { phoneSecret } from '../data/phone-secret.ts'
import { HallProvider } from '../data/use-hall.ts'
import { NoCode } from './no-code.tsx'
import { PhonePage } from './phone-page.tsx'

/** The page of one ticket, opened by the secret in its address; another code scanned into the same tab opens anew. */
export function PhoneApp(): ReactNode {
  const [secret, setSecret] = useState(() => phoneSecret(location.hash))
  useEffect(() => {
    const changed = (): void => setSecret(phoneSecret(location.hash))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return secret === null ? (
    <NoCode why={location.hash.length > 1 ? 'unknown' : 'none'} />
  ) : (
    <OneTicket key={secret} secret={secret} />
  )
}

function OneTicket({ secret }: { secret: string }): ReactNode {
  const [hall] = useState(() => createHall({ token: secret }))
  // A secret that the hall does not know will not be known later: the stream is not asked for it again and again.
  const [known, setKnown] = useState(true)
  return (
    <HallProvider hall={hall} follow={known}>
      {known ? <PhonePage onUnknown={() => setKnown(false)} /> : <NoCode why="unknown" />}
    </HallProvider>
  )
}
