import { once } from 'node:events'
import { connect } from 'node:net'
import Database from 'better-sqlite3'
import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ProblemError } from '../contract/client.ts'
import { problemShape, refusal, toProblem } from '../contract/problems.ts'
import { frameworkErrors, installProblems } from './problems.ts'

const body = z.object({ names: z.array(z.string().max(4, '最多 4 个字符')) })

function service(fail: () => unknown = () => null) {
  const app = fastify({ bodyLimit: 200, frameworkErrors })
  installProblems(app)
  app.post('/things/:id', async (request) => body.parse(request.body))
  app.get('/fails', async () => fail())
  return app
}
const json = { 'content-type': 'application/json' }

describe('every refusal is a problem document', () => {
  it('says malformed for a body that is not JSON, or is empty', async () => {
    for (const payload of ['{"names":', '']) {
      const answer = await service().inject({ method: 'POST', url: '/things/a', headers: json, payload })
      expect(answer.statusCode).toBe(400)
      expect(problemShape.parse(answer.json()).code).toBe('malformed')
    }
  })

  it('names each fault of a body by its path', async () => {
    const answer = await service().inject({
      method: 'POST',
      url: '/things/a',
      headers: json,
      payload: { names: ['ok', 'too long'] },
    })
    expect(answer.statusCode).toBe(422)
    const problem = problemShape.parse(answer.json())
    expect(problem.code).toBe('validation')
    expect(problem.errors).toEqual([{ path: 'names.1', message: '最多 4 个字符' }])
  })

  it('reaches whoever closes the connection afterwards and reads nothing before all was sent', async () => {
    const app = service()
    await app.listen({ port: 0, host: '127.0.0.1' })
    const address = app.server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the service listens on a port')
    const size = 16 << 20
    const socket = connect(address.port, '127.0.0.1')
    socket.pause()
    socket.write(
      `POST /things/a HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${size}\r\n\r\n`,
    )
    for (let sent = 0; sent < size; sent += 1 << 20)
      if (!socket.write(Buffer.alloc(1 << 20, ' '))) await once(socket, 'drain')
    let said = ''
    for await (const part of socket) said += String(part)
    await app.close()
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
    expect(problemShape.parse(JSON.parse(said.slice(said.indexOf('{')))).code).toBe('too-large')
  })

  it('says too-large, unsupported-media, not-found and method-not-allowed', async () => {
    const app = service()
    const large = await app.inject({
      method: 'POST',
      url: '/things/a',
      headers: json,
      payload: { names: ['x'.repeat(300)] },
    })
    expect([large.statusCode, large.json().code]).toEqual([413, 'too-large'])
    const media = await app.inject({
      method: 'POST',
      url: '/things/a',
      headers: { 'content-type': 'text/xml' },
      payload: '<a/>',
    })
    expect([media.statusCode, media.json().code]).toEqual([415, 'unsupported-media'])
    const unknown = await app.inject({ method: 'GET', url: '/nothing' })
    expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'not-found'])
    const method = await app.inject({ method: 'GET', url: '/things/a?x=1' })
    expect([method.statusCode, method.json().code]).toEqual([405, 'method-not-allowed'])
    expect(method.headers['allow']).toBe('POST')
    const undecodable = await app.inject({ method: 'GET', url: '/things/%zz' })
    expect([undecodable.statusCode, undecodable.json().code]).toEqual([400, 'malformed'])
  })

  it('tells nothing of an unexpected error', async () => {
    const answer = await service(() => {
      throw new Error('SELECT secret FROM person')
    }).inject({ method: 'GET', url: '/fails' })
    expect(answer.statusCode).toBe(500)
    expect(answer.json().code).toBe('internal')
    expect(answer.body).not.toContain('secret')
  })

  it('says store-unavailable when a real store is full, and when to try again', async () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (x BLOB)')
    db.pragma('max_page_count = 2')
    const answer = await service(() => {
      db.prepare('INSERT INTO t VALUES (zeroblob(100000))').run()
    }).inject({ method: 'GET', url: '/fails' })
    expect([answer.statusCode, answer.json().code]).toEqual([503, 'store-unavailable'])
    expect(answer.headers['retry-after']).toBe('5')
    db.close()
  })

  it('passes on the problem of another service as it came', async () => {
    const problem = toProblem(refusal('queue-closed', '今天 17:00 起不再取号。'))
    const answer = await service(() => {
      throw new ProblemError(problem)
    }).inject({ method: 'GET', url: '/fails' })
    expect(answer.statusCode).toBe(409)
    expect(answer.json()).toEqual(problem)
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })
})
