import type { RouteAnswer } from '../../../contract/client.ts'
import { beatMs } from '../../../core/terminal/presence.ts'
import { type HallQuery, useHallQuery } from '../../data/use-hall.ts'
import type { Say } from '../../ui/i18n.ts'
import { type Device, deviceSentence, needsHand } from './device-sentence.ts'
import type { deviceWords } from './words.ts'

/** What somebody must go to: a device, or a terminal that nobody hears. */
export interface Trouble {
  readonly key: string
  /** What is wrong and what to do, in a sentence. */
  readonly text: string
  readonly since: string
  /** Since when the operator is alerted; null while nobody is. */
  readonly alertedAt: string | null
  /** Citizens or staff cannot use it now. */
  readonly urgent: boolean
  /** Null for a terminal. */
  readonly device: Device | null
}

/** Every terminal's devices as they are now. A silence tells nothing of itself, so it is looked for. */
export function useDevices(): HallQuery<RouteAnswer<'devices'>> {
  return useHallQuery('devices', {}, { refreshOn: ['devices', 'notices'], everyMs: beatMs })
}

/**
 * Terminals that are away and devices that need a hand, those of which the operator is alerted first, then the longest.
 * A terminal that is away is one trouble, however many devices it has.
 */
export function troublesOf(
  say: Say<typeof deviceWords.zh>,
  answer: RouteAnswer<'devices'> | undefined,
): Trouble[] {
  const away = (answer?.away ?? []).map((terminal) => ({
    key: terminal.terminalId,
    text: say('away', { terminal: terminal.terminalName }),
    since: terminal.since,
    alertedAt: terminal.alertedAt,
    urgent: true,
    device: null,
  }))
  const devices = (answer?.devices ?? []).filter(needsHand).map((device) => ({
    key: `${device.terminalId} ${device.device}`,
    text: deviceSentence(say, device),
    since: device.since,
    alertedAt: device.alertedAt,
    urgent: device.state !== 'ready',
    device,
  }))
  return [...away, ...devices].toSorted(
    (one, other) =>
      Number(other.alertedAt !== null) - Number(one.alertedAt !== null) ||
      one.since.localeCompare(other.since),
  )
}
