import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { refusal, toProblem } from '../../contract/problems.ts'
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

it('and whoever the hall does not know any more, instead of asking without end', async () => {
  let asked = 0
  const hall = createServer((_, answer) => {
    asked += 1
    // First its store is away, which passes.
    const of =
      asked === 1 ? refusal('hall-away', '请稍候。') : refusal('not-signed-in', '请先登录；终端请先注册。')
    const problem = toProblem(of)
    answer.writeHead(problem.status, { 'content-type': 'application/problem+json' })
    answer.end(JSON.stringify(problem))
  })
  await new Promise<void>((resolve) => hall.listen(0, '127.0.0.1', resolve))
  const address = hall.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const ledger = new Ledger()
  const line = new Line({ name: 'window 1', url: `http://127.0.0.1:${port}`, token: 'forgotten', ledger })
  await expect(line.follow(['queues'], { event: () => undefined })).rejects.toThrow('请先登录')
  expect(asked).toBe(2)
  expect(ledger.reconnections).toBe(1)
  await line.close()
  hall.close()
})
