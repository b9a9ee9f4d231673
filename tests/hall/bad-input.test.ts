import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemShape } from '../../contract/problems.ts'
import { startTestHall, type TestHall } from '../support/test-hall.ts'

/** Bad input gets a clear error and loses nothing. Real: the hall, its store, HTTP. */
let hall: TestHall
let token: string | null
beforeAll(async () => {
  hall = await startTestHall()
  token = await hall.token('kiosk')
})
afterAll(() => hall.stop())

async function send(
  path: string,
  options: { method?: string; body?: string; headers?: Record<string, string> } = {},
) {
  const answer = await fetch(hall.running.url + path, {
    method: options.method ?? 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...options.headers },
    ...(options.body === undefined ? {} : { body: options.body }),
  })
  const problem = problemShape.parse(await answer.json())
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(problem.status).toBe(answer.status)
  // Every refusal says in words what happened.
  expect(problem.detail).toMatch(/\p{Script=Han}/u)
  return { status: answer.status, code: problem.code, errors: problem.errors }
}

describe('an answer for every mistake', () => {
  it('a body that is not JSON', async () => {
    expect(await send('/api/v1/tickets', { body: '{"queueId":' })).toMatchObject({
      status: 400,
      code: 'malformed',
    })
  })
  it.each(['application/xml', 'text/plain', 'application/x-www-form-urlencoded'])(
    'a body that is %s',
    async (kind) => {
      expect(
        await send('/api/v1/tickets', { body: 'queueId=a', headers: { 'content-type': kind } }),
      ).toMatchObject({ status: 415, code: 'unsupported-media' })
    },
  )
  it('a body that is too large', async () => {
    expect(
      await send('/api/v1/tickets', { body: JSON.stringify({ queueId: 'x'.repeat(70_000) }) }),
    ).toMatchObject({ status: 413, code: 'too-large' })
  })
  it.each([
    ['nothing', {}, 'queueId'],
    ['both', { queueId: 'a', itemIds: ['b'] }, 'queueId'],
    ['a class that there is not', { queueId: 'a', class: 'vip' }, 'class'],
    ['no items', { itemIds: [] }, 'itemIds'],
    ['a number for a text', { queueId: 5 }, 'queueId'],
    ['a field too long', { queueId: 'x'.repeat(65) }, 'queueId'],
    ['an ID number too long', { queueId: 'a', idNumber: '1'.repeat(31) }, 'idNumber'],
  ])('a field that is wrong: %s', async (_, body, path) => {
    const refused = await send('/api/v1/tickets', { body: JSON.stringify(body) })
    expect(refused).toMatchObject({ status: 422, code: 'validation' })
    expect(refused.errors?.map((error) => error.path)).toContain(path)
  })
  it('an ID number that fails its check digit', async () => {
    const refused = await send('/api/v1/tickets', {
      body: JSON.stringify({ queueId: hall.queueId('A'), idNumber: '110105194912310021' }),
    })
    expect(refused).toMatchObject({ status: 422, code: 'validation', errors: [{ path: 'idNumber' }] })
  })
  it('an id that there is not, or cannot be', async () => {
    expect(await send('/api/v1/tickets', { body: JSON.stringify({ queueId: 'nothing' }) })).toMatchObject({
      status: 404,
      code: 'not-found',
    })
    expect(await send('/api/v1/tickets/none', { method: 'GET' })).toMatchObject({
      status: 404,
      code: 'not-found',
    })
    expect(await send('/api/v1/tickets/%00', { method: 'GET' })).toMatchObject({ status: 404 })
    expect(await send(`/api/v1/tickets/${'x'.repeat(500)}`, { method: 'GET' })).toMatchObject({ status: 404 })
  })
  it('an address that there is not, and a method that it does not know', async () => {
    expect(await send('/api/v1/nothing', { method: 'GET' })).toMatchObject({ status: 404, code: 'not-found' })
    expect(await send('/api/v1/queues', { method: 'DELETE' })).toMatchObject({
      status: 405,
      code: 'method-not-allowed',
    })
  })
  it('a token that is nobody’s', async () => {
    expect(
      await send('/api/v1/queues', { method: 'GET', headers: { authorization: 'Bearer nobody' } }),
    ).toMatchObject({ status: 401, code: 'not-signed-in' })
    expect(
      await send('/api/v1/queues', { method: 'GET', headers: { authorization: 'Basic x' } }),
    ).toMatchObject({ status: 401 })
  })
  it('a topic that there is not', async () => {
    expect(await send('/api/v1/stream?topics=calls,gossip', { method: 'GET' })).toMatchObject({
      status: 422,
      code: 'validation',
    })
  })
  it('a page from elsewhere, and a name that is not ours', async () => {
    expect(
      await send('/api/v1/tickets', { body: '{}', headers: { origin: 'http://elsewhere.example' } }),
    ).toMatchObject({ status: 403, code: 'wrong-origin' })
  })
  it('a cursor that is no number', async () => {
    const operator = await hall.token('auditor')
    expect(
      await send('/api/v1/journal?after=yesterday', {
        method: 'GET',
        headers: { authorization: `Bearer ${operator}` },
      }),
    ).toMatchObject({ status: 422, code: 'validation' })
  })
})

it('after all of that nothing was issued, and the next number is the first', async () => {
  const kiosk = await hall.as('kiosk')
  expect((await kiosk('takeTicket', { body: { queueId: hall.queueId('A') } })).number).toBe('A001')
})
