import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PressKeys, type SendRules } from './press-keys.ts'

const lost = new Error('lost')
const refusedError = new Error('refused')
const rules: SendRules = { isPassing: (error) => error === lost, repeat: true }

describe('one press', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function setUp() {
    let made = 0
    const keys = new PressKeys<string>(() => {
      made += 1
      return `key-${made}`
    })
    const sent: string[] = []
    const attempts: (string | Error)[] = []
    const attempt = async (key: string): Promise<string> => {
      sent.push(key)
      const outcome = attempts.shift() ?? 'done'
      if (outcome instanceof Error) throw outcome
      return outcome
    }
    return { keys, sent, attempts, attempt }
  }

  it('keeps its key when an answer is lost and the request is repeated', async () => {
    const { keys, sent, attempts, attempt } = setUp()
    attempts.push(lost, lost, 'ticket')
    const answer = keys.send('{}', attempt, rules)
    await vi.runAllTimersAsync()
    expect(await answer).toBe('ticket')
    expect(sent).toEqual(['key-1', 'key-1', 'key-1'])
  })

  it('keeps it when the person presses again because nothing came back', async () => {
    const { keys, sent, attempts, attempt } = setUp()
    attempts.push(lost, lost, lost)
    const first = expect(keys.send('{}', attempt, rules)).rejects.toBe(lost)
    await vi.runAllTimersAsync()
    await first
    const second = keys.send('{}', attempt, rules)
    await vi.runAllTimersAsync()
    await second
    expect(new Set(sent)).toEqual(new Set(['key-1']))
    await keys.send('{}', attempt, rules)
    expect(sent.at(-1)).toBe('key-2')
  })

  it('has a new key after a refusal, and for another input', async () => {
    const { keys, sent, attempts, attempt } = setUp()
    attempts.push(refusedError)
    await expect(keys.send('a', attempt, rules)).rejects.toBe(refusedError)
    await keys.send('a', attempt, rules)
    await keys.send('b', attempt, rules)
    expect(sent).toEqual(['key-1', 'key-2', 'key-3'])
  })

  it('pressed twice in a rush is sent once (NovoSGA #290)', async () => {
    const { keys, sent, attempt } = setUp()
    const both = [keys.send('a', attempt, rules), keys.send('a', attempt, rules)]
    expect(keys.isUnderWay('a')).toBe(true)
    await Promise.all(both)
    expect(sent).toEqual(['key-1'])
  })
})
