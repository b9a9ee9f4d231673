import '../ui/strict-policy.ts'
import { TerminalGate } from '../data/terminal-gate.tsx'
import { startPage } from '../ui/start.tsx'
import { KioskPage } from './kiosk-page.tsx'

// Without a bridge nobody says how wide the glass is: a 27-inch screen, upright or lying.
const widthMm = innerHeight > innerWidth ? 336 : 597

startPage(
  <TerminalGate kind="kiosk" screen={{ widthMm }}>
    {() => <KioskPage />}
  </TerminalGate>,
)
