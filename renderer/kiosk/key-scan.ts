/** What a key did to the scan: nothing, it belongs to one, or it ended one. */
export type KeyScanStep =
  | { readonly kind: 'typing' }
  | { readonly kind: 'scanning' }
  | { readonly kind: 'scanned'; readonly code: string }

/** A scanner types a key every few milliseconds, nobody's fingers do: less than this on average. */
const meanGapMs = 30
/** A machine that was busy for a moment delivers a key late. */
const longestGapMs = 100
/** So many keys in that time are no person's any more. */
const certainKeys = 4
const shortestCode = 6
const longestCode = 1024

/**
 * Tells a scanner in keyboard mode from a person by the time between keys. It needs no field: the code goes where a
 * serial scanner's goes. `isComposing` keys are an input method's and never a scanner's that is set up as it should be.
 */
export class KeyScan {
  #text = ''
  #beganAtMs = 0
  #lastAtMs = 0

  /** One key pressed at a time of the page's clock, in milliseconds. */
  press(key: string, atMs: number, isComposing = false): KeyScanStep {
    if (isComposing || key === 'Process') return this.#forget()
    if (key === 'Shift' || key === 'CapsLock')
      return this.#scanning ? { kind: 'scanning' } : { kind: 'typing' }
    const quick = this.#text !== '' && this.#isQuick(atMs)
    if (key === 'Enter') {
      const code = this.#text
      this.#forget()
      return quick && code.length >= shortestCode ? { kind: 'scanned', code } : { kind: 'typing' }
    }
    if ([...key].length !== 1) return this.#forget()
    if (!quick || this.#text.length >= longestCode) {
      this.#text = ''
      this.#beganAtMs = atMs
    }
    this.#text += key
    this.#lastAtMs = atMs
    return this.#scanning ? { kind: 'scanning' } : { kind: 'typing' }
  }

  /** Whether the latest key was the first of a burst, or none of one. */
  get first(): boolean {
    return this.#text.length <= 1
  }

  get #scanning(): boolean {
    return this.#text.length >= certainKeys
  }

  #isQuick(atMs: number): boolean {
    if (atMs - this.#lastAtMs > longestGapMs) return false
    // The mean of one gap or two says nothing yet: one late key would cost the code its beginning.
    if (this.#text.length < certainKeys - 1) return true
    return (atMs - this.#beganAtMs) / this.#text.length < meanGapMs
  }

  #forget(): KeyScanStep {
    this.#text = ''
    return { kind: 'typing' }
  }
}
