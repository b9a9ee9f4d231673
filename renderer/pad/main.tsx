import '../ui/strict-policy.ts'
import { TerminalGate } from '../data/terminal-gate.tsx'
import { startPage } from '../ui/start.tsx'
import { PadPage } from './pad-page.tsx'

/** Glass of a tablet of 10 inches in millimetres, held upright or lying; the bridge or the address may know better. */
const glass = { long: 217, short: 136 } as const

startPage(
  <TerminalGate kind="pad" screen={{ widthMm: innerHeight > innerWidth ? glass.short : glass.long }}>
    {({ terminal }) => <PadPage terminal={terminal} />}
  </TerminalGate>,
)
