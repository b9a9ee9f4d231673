import type { DeviceFigures } from './measure.ts'

/** What is aimed at, what was measured, and whether that meets it. Milliseconds, or percent of one processor. */
export interface Aim {
  readonly what: keyof typeof aims
  readonly aim: number
  readonly measured: number
  readonly met: boolean
}

/**
 * The aims and where their figures lie. A ticket: no more than this beyond what the printer's line takes. A card: next
 * question ≤ 300 ms, wire about 115 ms, 50 ms ours.
 */
const aims = {
  touchSerialBeyondP99: { aim: 150, of: (all: DeviceFigures) => all.touchSerial.beyondMs.p99 },
  touchTcpBeyondP99: { aim: 150, of: (all: DeviceFigures) => all.touchTcp.beyondMs.p99 },
  cardP50: { aim: 350, of: (all: DeviceFigures) => all.card.totalMs.p50 },
  cardP99: { aim: 550, of: (all: DeviceFigures) => all.card.totalMs.p99 },
  cardBeyondP50: { aim: 50, of: (all: DeviceFigures) => all.card.beyondMs.p50 },
  padBeyondP99: { aim: 80, of: (all: DeviceFigures) => all.pad.beyondMs.p99 },
  padsAtRest: { aim: 2, of: (all: DeviceFigures) => all.rest.padsPercent },
} as const

/** Holds a run's figures to the aims. */
export function checkAims(figures: DeviceFigures): Aim[] {
  return Object.entries(aims).flatMap(([name, { aim, of }]) => {
    const measured = of(figures)
    return isAim(name) ? [{ what: name, aim, measured, met: measured <= aim }] : []
  })
}

function isAim(name: string): name is keyof typeof aims {
  return name in aims
}
