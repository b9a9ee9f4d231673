/** The host's end of a cable to a simulated device: what the device says arrives there. */
export interface HostEnd {
  receive(bytes: Uint8Array): void
  /** The cable was pulled. */
  drop(): void
}

/** The device's end, as a cable (TCP port, PTY) uses it. */
export interface DeviceEnd {
  send(bytes: Uint8Array): void
  detach(): void
}

/** What can be plugged into a cable. */
export interface Pluggable {
  /** Whether the cable is in and the device has power. */
  readonly plugged: boolean
  attach(host: HostEnd): DeviceEnd
  /** Hears the cable pulled and put in: a TCP port closes and opens by it, a PTY goes and comes. */
  onPlug(listener: (plugged: boolean) => void): () => void
}

/** What goes wrong on the way back to the host, for the next bytes that the device says. */
export interface LineFaults {
  /** Says nothing any more, though it hears. */
  silent: boolean
  /** Answers come so late, in milliseconds. */
  lateMs: number
  /** This many of the next messages come out with a bit turned over. */
  garbled: number
  /** Bytes that come before the next message, then are gone. */
  noise: Uint8Array | null
  /** The power goes after so many more bytes of what it says. */
  powerFailsAfterBytes: number | null
}

/**
 * A simulated device: the thing itself at the other end of a cable, not a list of replies. It hears bytes, has a state
 * that a test or a person at the dock changes, and can be unplugged, lose its power, fall silent, answer late and be
 * garbled. A kind of device says what it does with bytes (`hear`), with lost power (`powerLost`) and returned
 * (`powered`), and calls `say` and `changed`.
 */
export abstract class SimulatedDevice implements Pluggable {
  readonly faults: LineFaults = {
    silent: false,
    lateMs: 0,
    garbled: 0,
    noise: null,
    powerFailsAfterBytes: null,
  }
  readonly #hosts = new Set<HostEnd>()
  readonly #plugListeners = new Set<(plugged: boolean) => void>()
  readonly #changeListeners = new Set<() => void>()
  readonly #late = new Set<NodeJS.Timeout>()
  #cableIn = true
  #powerOn = true

  get plugged(): boolean {
    return this.#cableIn && this.#powerOn
  }

  get cableIn(): boolean {
    return this.#cableIn
  }

  get powerOn(): boolean {
    return this.#powerOn
  }

  /** Whether a host is at the other end now. */
  get heard(): boolean {
    return this.#hosts.size > 0
  }

  /** Pulls the cable or puts it in. What the device knows stays. */
  plug(cableIn: boolean): void {
    const was = this.plugged
    this.#cableIn = cableIn
    this.#settle(was)
  }

  /** Switches off and on: what the device had in its memory is gone. */
  power(on: boolean): void {
    if (on === this.#powerOn) return
    const was = this.plugged
    this.#powerOn = on
    if (on) this.powered()
    else this.powerLost()
    this.#settle(was)
  }

  attach(host: HostEnd): DeviceEnd {
    this.#hosts.add(host)
    this.hostCame()
    return {
      send: (bytes) => {
        if (this.plugged) this.hear(bytes)
      },
      detach: () => {
        if (this.#hosts.delete(host)) this.hostLeft()
      },
    }
  }

  onPlug(listener: (plugged: boolean) => void): () => void {
    this.#plugListeners.add(listener)
    return () => this.#plugListeners.delete(listener)
  }

  /** Hears that something about the device changed that a person at it would see or hear. */
  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  /** Ends every timer and drops every host. */
  stop(): void {
    for (const timer of this.#late) clearTimeout(timer)
    this.#late.clear()
    this.#dropHosts()
  }

  /** Bytes came from the host, cut anywhere. */
  protected abstract hear(bytes: Uint8Array): void

  /** A host opened the line. */
  protected hostCame(): void {}

  /** A host left: half a message of its must not swallow the next one's first bytes. */
  protected hostLeft(): void {}

  /** The power went: forget what memory held, and stop what was going on. */
  protected powerLost(): void {}

  /** The power is back. */
  protected powered(): void {}

  /** Tells those who look at the device. */
  protected changed(): void {
    for (const listener of this.#changeListeners) listener()
  }

  /** Says one message to the host, with whatever the line does to it. Nobody hears it when no host is there. */
  protected say(message: Uint8Array): void {
    if (!this.plugged || this.faults.silent) return
    const bytes = this.#spoil(message)
    if (this.faults.lateMs === 0) {
      this.#send(bytes)
      return
    }
    const timer = setTimeout(() => {
      this.#late.delete(timer)
      this.#send(bytes)
    }, this.faults.lateMs)
    this.#late.add(timer)
  }

  #spoil(message: Uint8Array): Uint8Array {
    const noise = this.faults.noise ?? new Uint8Array()
    this.faults.noise = null
    const bytes = Uint8Array.from([...noise, ...message])
    if (this.faults.garbled > 0) {
      this.faults.garbled -= 1
      const at = noise.length + Math.floor(message.length / 2)
      bytes[at] = (bytes[at] ?? 0) ^ 0x04
    }
    return bytes
  }

  #send(bytes: Uint8Array): void {
    const left = this.faults.powerFailsAfterBytes
    const whole = left === null || bytes.length < left
    const sent = whole ? bytes : bytes.subarray(0, left)
    for (const host of this.#hosts) host.receive(sent)
    if (left === null) return
    this.faults.powerFailsAfterBytes = whole ? left - bytes.length : null
    if (!whole) this.power(false)
  }

  #settle(was: boolean): void {
    if (was === this.plugged) return
    if (!this.plugged) {
      for (const timer of this.#late) clearTimeout(timer)
      this.#late.clear()
      this.#dropHosts()
    }
    for (const listener of this.#plugListeners) listener(this.plugged)
    this.changed()
  }

  #dropHosts(): void {
    const hosts = [...this.#hosts]
    this.#hosts.clear()
    for (const host of hosts) {
      host.drop()
      this.hostLeft()
    }
  }
}
