import type { Decoded, Decoder } from './codec.ts'

/**
 * Bytes of ID-card readers with a SAM_V module: a preamble, two bytes of length that count all after them, a body and
 * the XOR of length and body. Requests begin with command and parameter, answers with three status bytes.
 */
const preamble = Buffer.from([0xaa, 0xaa, 0xaa, 0x96, 0x69])
const headBytes = preamble.length + 2

/** What a reader can be asked: command and parameter. */
export const samCommands = {
  status: [0x11, 0xff],
  reset: [0x10, 0xff],
  samNumber: [0x12, 0xff],
  find: [0x20, 0x01],
  select: [0x20, 0x02],
  /** Text and photo. */
  read: [0x30, 0x01],
  readWithFingerprint: [0x30, 0x10],
  newestAddress: [0x30, 0x03],
} as const satisfies Record<string, readonly [number, number]>
export type SamCommand = keyof typeof samCommands

/** Status words, the three bytes as one number: what a reader answers besides its data. */
export const samStatus = {
  done: 0x90,
  found: 0x9f,
  badChecksum: 0x10,
  badLength: 0x11,
  badCommand: 0x21,
  unknownError: 0x24,
  notAuthenticated: 0x31,
  cardNotAuthenticated: 0x32,
  notVerified: 0x33,
  wrongCard: 0x40,
  notRead: 0x41,
  noRandom: 0x47,
  selfTestFailed: 0x60,
  notAuthorised: 0x66,
  noCard: 0x80,
  notSelected: 0x81,
  noNewAddress: 0x91,
} as const

export const cardTextBytes = 256
export const cardPhotoBytes = 1024
/** The longest length field: status, three lengths, text, photo, fingerprints, checksum. */
const longestAnswer = 3 + 6 + cardTextBytes + cardPhotoBytes + 1024 + 1
const longestRequest = 64

/** One answer. Its data may be a person's: it is shown by no inspection, and can be wiped. */
export class SamAnswer {
  readonly status: number
  readonly #data: Uint8Array

  constructor(status: number, data: Uint8Array) {
    this.status = status
    this.#data = data
  }

  get length(): number {
    return this.#data.length
  }

  data(): Uint8Array {
    return this.#data
  }

  /** Overwrites the data, once what was wanted of it is taken. */
  wipe(): void {
    this.#data.fill(0)
  }
}

/** What a reader hears: a command that it knows or not, or a frame that came broken. */
export type SamRequest =
  | { readonly kind: 'command'; readonly command: SamCommand }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'broken'; readonly why: 'checksum' | 'length' }

export function encodeSamRequest(command: SamCommand): Uint8Array {
  return frame(samCommands[command])
}

export function encodeSamAnswer(status: number, data: Uint8Array = new Uint8Array()): Uint8Array {
  return frame([(status >> 16) & 0xff, (status >> 8) & 0xff, status & 0xff, ...data])
}

/** The data of a read card's answer: the lengths of its parts, then the parts. */
export function encodeCardData(
  text: Uint8Array,
  photo: Uint8Array,
  fingerprint: Uint8Array | null = null,
): Uint8Array {
  const parts = fingerprint === null ? [text, photo] : [text, photo, fingerprint]
  return Buffer.concat([...parts.map(({ length }) => Buffer.from([length >> 8, length & 0xff])), ...parts])
}

/**
 * The text in a read card's data, by the lengths that stand before it, with or without fingerprint; null where the
 * lengths do not make up the data. The photo is not looked at: only vendors' programs decode it.
 */
export function cardTextIn(data: Uint8Array): Uint8Array | null {
  for (const parts of [2, 3]) {
    const at = parts * 2
    if (data.length < at) return null
    const lengths = Array.from({ length: parts }, (_, n) => word(data, n * 2))
    const whole = lengths.reduce((sum, length) => sum + length, at)
    if (lengths[0] === cardTextBytes && whole === data.length) return data.subarray(at, at + cardTextBytes)
  }
  return null
}

/** Reads what a reader says. */
export class SamAnswerDecoder implements Decoder<SamAnswer> {
  readonly #frames = new Frames<SamAnswer>({
    least: 4,
    most: longestAnswer,
    read: answerOf,
    broken: () => null,
  })

  get pending(): number {
    return this.#frames.pending
  }

  feed(bytes: Uint8Array): Decoded<SamAnswer>[] {
    return this.#frames.feed(bytes)
  }

  flush(): Decoded<SamAnswer>[] {
    return this.#frames.flush()
  }
}

/** Reads what a reader is asked; a frame with a wrong checksum or length is told, because a reader answers it. */
export class SamRequestDecoder implements Decoder<SamRequest> {
  readonly #frames = new Frames<SamRequest>({
    least: 3,
    most: longestRequest,
    read: requestOf,
    broken: (why) => ({ kind: 'broken', why }),
  })

  get pending(): number {
    return this.#frames.pending
  }

  feed(bytes: Uint8Array): Decoded<SamRequest>[] {
    return this.#frames.feed(bytes)
  }

  flush(): Decoded<SamRequest>[] {
    return this.#frames.flush()
  }
}

function answerOf(body: Uint8Array): SamAnswer {
  const [first = 0, second = 0, third = 0] = body
  return new SamAnswer((first << 16) | (second << 8) | third, body.subarray(3))
}

const names = new Map(
  Object.entries(samCommands).map(([name, [command, parameter]]) => [(command << 8) | parameter, name]),
)

function requestOf(body: Uint8Array): SamRequest {
  const name = body.length === 2 ? names.get(word(body, 0)) : undefined
  return name !== undefined && isCommand(name) ? { kind: 'command', command: name } : { kind: 'unknown' }
}

function isCommand(name: string): name is SamCommand {
  return name in samCommands
}

function frame(body: readonly number[]): Uint8Array {
  const length = body.length + 1
  const counted = [length >> 8, length & 0xff, ...body]
  return Uint8Array.from([...preamble, ...counted, xorOf(counted)])
}

function xorOf(bytes: Iterable<number>): number {
  let xor = 0
  for (const byte of bytes) xor ^= byte
  return xor
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

interface FrameShape<Message> {
  /** Bounds of the length field. */
  readonly least: number
  readonly most: number
  read(body: Uint8Array): Message
  /** What a frame that cannot be right is told as; null where it is noise alone. */
  broken(why: 'checksum' | 'length'): Message | null
}

/**
 * Finds frames in a stream. Further AA before the preamble belong to it. A length that cannot be, or a wrong checksum,
 * makes the start a false one: the search goes on behind its first byte, so that a good frame inside is not lost.
 */
class Frames<Message> {
  readonly #shape: FrameShape<Message>
  #kept: Buffer = Buffer.alloc(0)
  /** AA that were dropped right before what is kept: noise unless a preamble comes of it. */
  #fill = 0
  #noise = 0
  #out: Decoded<Message>[] = []

  constructor(shape: FrameShape<Message>) {
    this.#shape = shape
  }

  get pending(): number {
    return this.#kept.length
  }

  feed(bytes: Uint8Array): Decoded<Message>[] {
    this.#kept = Buffer.concat([this.#kept, bytes])
    this.#parse()
    return this.#told()
  }

  flush(): Decoded<Message>[] {
    while (this.#kept.length > 0) {
      this.#falseStart()
      this.#parse()
    }
    this.#noise += this.#fill
    this.#fill = 0
    return this.#told()
  }

  #told(): Decoded<Message>[] {
    this.#tellNoise()
    const out = this.#out
    this.#out = []
    return out
  }

  #tellNoise(): void {
    if (this.#noise > 0) this.#out.push({ kind: 'discarded', bytes: this.#noise })
    this.#noise = 0
  }

  #parse(): void {
    while (this.#kept.length > 0) {
      const at = this.#kept.indexOf(preamble)
      if (at < 0) {
        this.#drop(this.#kept.length - beginningAtEnd(this.#kept))
        return
      }
      this.#drop(at)
      if (this.#kept.length < headBytes) return
      const length = word(this.#kept, preamble.length)
      if (length < this.#shape.least || length > this.#shape.most) {
        this.#tellBroken('length')
        this.#falseStart()
        continue
      }
      const end = headBytes + length
      if (this.#kept.length < end) return
      const counted = this.#kept.subarray(preamble.length, end - 1)
      if (xorOf(counted) !== this.#kept[end - 1]) {
        this.#tellBroken('checksum')
        this.#falseStart()
        continue
      }
      this.#tellNoise()
      this.#fill = 0
      this.#out.push({ kind: 'message', message: this.#shape.read(Uint8Array.from(counted.subarray(2))) })
      // What stood here may be a person's; the message has its own copy.
      this.#kept.fill(0, 0, end)
      this.#kept = this.#kept.subarray(end)
    }
  }

  #tellBroken(why: 'checksum' | 'length'): void {
    const message = this.#shape.broken(why)
    if (message === null) return
    this.#tellNoise()
    this.#out.push({ kind: 'message', message })
  }

  /** What begins like a frame is none: one byte further. */
  #falseStart(): void {
    this.#noise += this.#fill + 1
    this.#fill = 0
    this.#kept = this.#kept.subarray(1)
  }

  #drop(bytes: number): void {
    if (bytes === 0) return
    const dropped = this.#kept.subarray(0, bytes)
    this.#kept = this.#kept.subarray(bytes)
    const isFill = this.#kept[0] === preamble[0]
    const run = isFill ? bytes - 1 - dropped.findLastIndex((byte) => byte !== preamble[0]) : 0
    if (run === bytes) {
      this.#fill += bytes
      return
    }
    this.#noise += this.#fill + bytes - run
    this.#fill = run
  }
}

/** How many bytes at the end may be the beginning of a preamble. */
function beginningAtEnd(bytes: Buffer): number {
  for (let length = Math.min(preamble.length - 1, bytes.length); length > 0; length -= 1)
    if (bytes.subarray(bytes.length - length).equals(preamble.subarray(0, length))) return length
  return 0
}
