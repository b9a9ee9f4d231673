import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { lengthMs, type Sound, writeWav } from '../../core/voice/sound.ts'
import type { Transport } from '../transport/transport.ts'

/** How a sound ended: `absent` where there is nothing to sound with. */
export type Played = 'ended' | 'absent' | 'failed' | 'stopped'

/** Whatever makes a sound heard. */
export interface Player {
  readonly place: string
  /** How often it is tried with silence while nothing is to be said, in milliseconds. */
  readonly tryEveryMs: number
  /** Plays a sound to its end; `title` says in words what sounds. Never throws. */
  play(sound: Sound, title: string, stop: AbortSignal): Promise<Played>
}

/** A player that says nothing for so long after a sound is due to have ended has hung. */
const graceMs = 3000

/** The machine's own sound, by a program that plays WAV from its standard input (ALSA's `aplay`). */
export function programPlayer(output: string, program = 'aplay'): Player {
  return {
    place: `sound ${output}`,
    // Each look starts a program.
    tryEveryMs: 10_000,
    play: (sound, title, stop) =>
      new Promise((resolve) => {
        const child = spawn(program, ['-q', '-D', output, '-t', 'wav', '-'], {
          stdio: ['pipe', 'ignore', 'ignore'],
        })
        const end = (how: Played) => {
          clearTimeout(hung)
          stop.removeEventListener('abort', stopped)
          resolve(how)
        }
        const stopped = () => {
          child.kill('SIGKILL')
          end('stopped')
        }
        const hung = setTimeout(() => {
          child.kill('SIGKILL')
          end('failed')
        }, lengthMs(sound) + graceMs)
        stop.addEventListener('abort', stopped)
        if (stop.aborted) return stopped()
        // No such program, and programs that end before they took the sound: the exit tells.
        child.on('error', () => end('absent'))
        child.stdin.on('error', () => {})
        child.on('exit', (code) => end(code === 0 ? 'ended' : 'failed'))
        child.stdin.end(Buffer.from(writeWav(sound, title)))
        return undefined
      }),
  }
}

/** Bytes that are sent ahead of what sounds, in milliseconds: a hiccup of ours is not heard. */
const aheadMs = 300
const pieceMs = 100

/**
 * A player at the other end of a line, which plays WAV as it comes and ends the connection when it has read all of it: it
 * is sent in step with the sound. One that accepts and does not read has sounded nothing, though the network took the
 * bytes.
 */
export function linePlayer(transport: Transport): Player {
  return {
    place: transport.place,
    tryEveryMs: 1000,
    async play(sound, title, stop) {
      let lost = false
      const opened = await transport.open({
        onData: () => {},
        onClose: () => {
          lost = true
        },
      })
      if (!opened.ok) return 'absent'
      const connection = opened.value
      const wav = writeWav(sound, title)
      const pieceBytes = Math.max(1, Math.round((sound.rate * 2 * pieceMs) / 1000))
      const beganAtMs = performance.now()
      // A peer that does not read lets the network fill up, and then every write waits.
      const limit = new AbortController()
      const giveUp = () => limit.abort()
      const timer = setTimeout(giveUp, lengthMs(sound) + graceMs)
      stop.addEventListener('abort', giveUp)
      let sent = true
      for (let at = 0; at < wav.length && sent && !lost && !stop.aborted; at += pieceBytes) {
        const dueMs = beganAtMs + (at / pieceBytes) * pieceMs - aheadMs
        if (dueMs > performance.now())
          await wait(dueMs - performance.now(), undefined, { signal: stop }).catch(() => {})
        sent = (await connection.write(wav.subarray(at, at + pieceBytes), limit.signal)).ok
      }
      const restMs = beganAtMs + lengthMs(sound) - performance.now()
      for (let left = restMs; left > 0 && sent && !lost && !stop.aborted; left -= 50)
        await wait(Math.min(50, left), undefined, { signal: stop }).catch(() => {})
      const taken = sent && !lost && ((await connection.finish?.(limit.signal)) ?? true)
      clearTimeout(timer)
      stop.removeEventListener('abort', giveUp)
      await connection.close()
      return stop.aborted ? 'stopped' : taken ? 'ended' : 'failed'
    },
  }
}
