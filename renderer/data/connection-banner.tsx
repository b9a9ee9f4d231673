import type { ReactNode } from 'react'
import { OfflineBanner } from '../ui/states.tsx'
import { useConnection } from './use-hall.ts'

/** Nothing while the hall is there; a banner once it is away for three seconds. Every page has one at its top. */
export function ConnectionBanner({ body }: { body?: ReactNode }): ReactNode {
  return useConnection() === 'away' ? <OfflineBanner body={body} /> : null
}
