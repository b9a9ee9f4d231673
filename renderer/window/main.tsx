import '../ui/strict-policy.ts'
import { createHall } from '../data/hall.ts'
import { HallProvider } from '../data/use-hall.ts'
import { startPage } from '../ui/start.tsx'
import { WindowPage } from './window-page.tsx'

startPage(
  // The stream is followed once somebody is signed in; until then the hall would refuse it.
  <HallProvider hall={createHall({ as: 'window' })} follow={false}>
    <WindowPage />
  </HallProvider>,
  { keepsLanguage: true },
)
