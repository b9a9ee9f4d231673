import { z } from 'zod'
import { problemShape, problemTable } from './problems.ts'
import { type RouteSpec, routes } from './routes.ts'

type Json = Record<string, unknown>

const bytes = { schema: { type: 'string', format: 'binary' } }
const fileContent = {
  'text/csv': bytes,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes,
}

const refused = {
  description: 'A refusal',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

/** What whoever watches a hall asks at its root; no route of the table, and nobody signs in for it. */
const watched = {
  '/healthz': root('服务在运行', 'application/json', {
    type: 'object',
    properties: { status: { const: 'ok' } },
    required: ['status'],
  }),
  '/readyz': root('存储可读可写', 'application/json', {
    type: 'object',
    properties: { status: { const: 'ready' }, seq: { type: 'integer' } },
    required: ['status', 'seq'],
  }),
  '/metrics': root('运行指标（Prometheus）', 'text/plain', { type: 'string' }),
  '/api/openapi.json': root('本文档', 'application/json', { type: 'object' }),
}

function root(summary: string, type: string, schema: Json): Json {
  const done = { description: summary, content: { [type]: { schema } } }
  return { get: { summary, 'x-who': ['anyone'], responses: { 200: done, default: refused } } }
}

/** OpenAPI 3.1 of the whole interface, made from the route table: the schemas that check are the schemas that document. */
export function openApi(title: string): Json {
  const paths: Record<string, Json> = {}
  for (const [name, spec] of Object.entries<RouteSpec>(routes)) {
    const path = `/api/v1${spec.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [spec.method.toLowerCase()]: operation(name, spec) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title,
      version: '1',
      description:
        'Times are RFC 3339 with offset, money is in 分, ids are opaque. Refusals are RFC 9457 problems with a stable code.',
    },
    paths: { ...paths, ...watched },
    components: {
      schemas: { Problem: schemaOf(problemShape, 'output') },
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session, a terminal, or the secret of a phone address',
        },
      },
    },
    'x-problems': Object.entries(problemTable).map(([code, { status, title: says }]) => ({
      code,
      status,
      title: says,
    })),
  }
}

function operation(name: string, spec: RouteSpec): Json {
  const parameters = [...parametersOf('path', spec.params), ...parametersOf('query', spec.query)]
  if (spec.method !== 'GET' && !spec.secret)
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      schema: { type: 'string', maxLength: 200 },
    })
  const open = spec.who.includes('anyone')
  return {
    operationId: name,
    summary: spec.says,
    ...(open ? {} : { security: [{ bearer: [] }] }),
    'x-who': spec.who,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(spec.body
      ? {
          requestBody: {
            required: !spec.body.safeParse(undefined).success,
            content:
              spec.file === 'taken'
                ? fileContent
                : { 'application/json': { schema: schemaOf(spec.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [String(spec.status ?? 200)]: {
        description: spec.says,
        content:
          spec.file === 'given'
            ? fileContent
            : {
                [spec.path === '/stream' ? 'text/event-stream' : 'application/json']: {
                  schema: schemaOf(spec.answer, 'output'),
                },
              },
      },
      ...(spec.none ? { '204': { description: 'Nobody waits' } } : {}),
      default: refused,
    },
  }
}

function parametersOf(place: 'path' | 'query', shape: z.ZodObject | undefined): Json[] {
  if (!shape) return []
  return Object.entries(shape.shape).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path',
    schema: schemaOf(schema, 'input'),
  }))
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): unknown {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return made
}
