import '../ui/strict-policy.ts'
import { TerminalGate } from '../data/terminal-gate.tsx'
import { showStrayTouches } from '../ui/drag-scroll.tsx'
import { startPage } from '../ui/start.tsx'
import { KioskPage } from './kiosk-page.tsx'

// Where nobody says how wide the glass is: a 27-inch screen, upright or lying.
const widthMm = innerHeight > innerWidth ? 336 : 597

showStrayTouches()
startPage(
  <TerminalGate kind="kiosk" screen={{ widthMm }}>
    {({ terminal, bridge }) => <KioskPage terminalId={terminal?.id ?? null} bridge={bridge} />}
  </TerminalGate>,
)
