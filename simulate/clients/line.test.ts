import { expect, it } from 'vitest'
import { Ledger } from './ledger.ts'
import { Line } from './line.ts'

it('whoever waits for the first sign of a hall that is away is told when the line is closed', async () => {
  // Nothing listens on the discard port of the own machine.
  const line = new Line({ name: 'display 1', url: 'http://127.0.0.1:9', token: 'any', ledger: new Ledger() })
  const following = line.follow(['calls'], { event: () => undefined })
  await line.close()
  await expect(following).rejects.toThrow('aborted')
})

it('and so is whoever begins to follow when everything is over already', async () => {
  const over = AbortSignal.abort(new Error('the day is over'))
  const line = new Line({
    name: 'display 1',
    url: 'http://127.0.0.1:9',
    token: 'any',
    ledger: new Ledger(),
    signal: over,
  })
  await expect(line.follow(['calls'], { event: () => undefined })).rejects.toThrow('the day is over')
  await line.close()
})
