import { localTime } from '../../core/day.ts'

/** The hall's time of day as a terminal knows it: by its own clock until the hall was reached. */
export class HallClock {
  #timeZone = 'Asia/Shanghai'
  #offsetMs = 0

  /** The hall was reached: where it lies, and how far its clock is ahead of ours. */
  set(timeZone: string, offsetMs: number): void {
    this.#timeZone = timeZone
    this.#offsetMs = offsetMs
  }

  /** `HH:MM` at the hall now. */
  timeOfDay(): string {
    return localTime(Date.now() + this.#offsetMs, this.#timeZone)
  }
}
