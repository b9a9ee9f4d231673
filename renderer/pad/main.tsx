import '../ui/strict-policy.ts'
import { TerminalGate } from '../data/terminal-gate.tsx'
import { startPage } from '../ui/start.tsx'
import { PadPage } from './pad-page.tsx'

startPage(
  <TerminalGate kind="pad" screen={{ widthMm: 220 }}>
    {() => <PadPage />}
  </TerminalGate>,
)
