import '../ui/strict-policy.ts'
import { createHall } from '../data/hall.ts'
import { phoneSecret } from '../data/phone-secret.ts'
import { HallProvider } from '../data/use-hall.ts'
import { startPage } from '../ui/start.tsx'
import { PhonePage } from './phone-page.tsx'

const secret = phoneSecret(location.hash)

startPage(
  <HallProvider hall={createHall({ token: secret ?? undefined })} follow={secret !== null}>
    <PhonePage />
  </HallProvider>,
)
