import type { RouteAnswer } from '../../../contract/client.ts'
import type { Say } from '../../ui/i18n.ts'
import type { deviceWords } from './words.ts'

export type Device = RouteAnswer<'devices'>['devices'][number]

const kinds = {
  'ticket-printer': 'printer',
  'id-card-reader': 'reader',
  'rating-pad': 'pad',
  'call-pad': 'callPad',
  'led-screen': 'led',
  scanner: 'scanner',
  'social-security-card': 'socialCard',
  speaker: 'speaker',
  voice: 'speaker',
  speech: 'speaker',
} as const

/** What a driver's word for a trouble means to whoever goes there. Kinds alike in it share a sentence. */
const troubles = {
  'paper-out': 'paperOut',
  'paper-near-end': 'paperNearEnd',
  'paper-low': 'paperLow',
  'ticket-not-taken': 'ticketNotTaken',
  'cover-open': 'coverOpen',
  cutter: 'cutter',
  'head-hot': 'headHot',
  offline: 'noAnswer',
  silent: 'silent',
  'no-answer': 'noAnswer',
  timeout: 'noAnswer',
  garbage: 'garbage',
  'self-test': 'selfTest',
  refused: 'refused',
  'no-voice': 'noVoice',
  'needs-gesture': 'needsGesture',
  'no-sound': 'noSound',
  'clips-missing': 'clipsMissing',
  'several-alike': 'severalAlike',
  'cannot-look': 'cannotLook',
  'program-error': 'programError',
} as const

/** Whether somebody must go and do something. A device that was switched off on purpose rests. */
export function needsHand(device: Pick<Device, 'state' | 'detail'>): boolean {
  return (
    device.state === 'fault' ||
    device.state === 'absent' ||
    (device.state === 'ready' && device.detail !== '')
  )
}

/** How a device is and what to do, in a sentence: 一号自助机 打印机缺纸：请换纸卷。 */
export function deviceSentence(say: Say<typeof deviceWords.zh>, device: Device): string {
  return say('sentence', {
    terminal: device.terminalName,
    device: deviceKind(say, device),
    state: deviceState(say, device),
  })
}

/** The same without the name of the device. */
export function deviceState(
  say: Say<typeof deviceWords.zh>,
  device: Pick<Device, 'kind' | 'state' | 'detail'>,
): string {
  if (device.state === 'off' || device.state === 'unknown') return say(device.state)
  // A word, and behind it which of several on the line it is about.
  const [word = '', which = ''] = device.detail.split(/ (.*)/)
  const trouble = device.kind === 'ticket-printer' && word === 'offline' ? 'offline' : lookUp(troubles, word)
  if (trouble !== null) return which === '' ? say(trouble) : say('which', { sentence: say(trouble), which })
  const { state, detail } = device
  if (state === 'ready') return detail === '' ? say('ready') : say('readyNamed', { detail })
  if (state === 'absent') return say('absent')
  return detail === '' || detail === 'error' ? say('fault') : say('faultNamed', { detail })
}

/** What kind of device it is, in a word. */
export function deviceKind(say: Say<typeof deviceWords.zh>, device: Device): string {
  const kind = lookUp(kinds, device.kind)
  return kind === null ? device.device : say(kind)
}

function lookUp<Key extends string, Value>(table: Readonly<Record<Key, Value>>, key: string): Value | null {
  return Object.entries<Value>(table).find(([name]) => name === key)?.[1] ?? null
}
