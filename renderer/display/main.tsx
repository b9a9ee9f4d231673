import '../ui/strict-policy.ts'
import { TerminalGate } from '../data/terminal-gate.tsx'
import { startPage } from '../ui/start.tsx'
import { DisplayPage } from './display-page.tsx'

startPage(
  <TerminalGate kind="display" screen={{ widthMm: 1209, distanceM: 10 }}>
    {({ terminal }) => <DisplayPage terminal={terminal} />}
  </TerminalGate>,
)
