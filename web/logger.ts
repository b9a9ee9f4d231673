import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino'
import { pinoPretty } from './pretty-log.ts'

/** What no log line of ours ever holds: credentials, and whatever a person typed. */
const secret = [
  'authorization',
  'cookie',
  'body',
  'token',
  'password',
  'idNumber',
  'phoneUrl',
  'bookingUrl',
  'bookingCode',
  'headers.authorization',
  'headers.cookie',
  'headers["set-cookie"]',
  'req.headers',
  'req.body',
  'res.headers',
  '*.authorization',
  '*.cookie',
  '*.token',
  '*.password',
  '*.idNumber',
  '*.phoneUrl',
  '*.bookingUrl',
  '*.bookingCode',
  '*.body',
]

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The address of a request as it may stand in a log: without its query, and with any path segment that could be
 * a secret (a phone page's address holds one) cut out. Ids are UUIDs and stay readable.
 */
export function loggedPath(url: string): string {
  return (url.split('?', 1)[0] ?? '')
    .split('/')
    .map((segment) => (segment.length >= 20 && !uuid.test(segment) && !segment.includes('.') ? '…' : segment))
    .join('/')
}

/** The options that all our services log with. Times are RFC 3339; the level comes from `GOVHALL_LOG`. */
function loggerOptions(service: string): LoggerOptions {
  return {
    name: service,
    level: process.env['GOVHALL_LOG'] ?? 'info',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: secret, censor: '[redacted]' },
    serializers: {
      err: stdSerializers.err,
      req: (request: { method: string; url: string; id: unknown }) => ({
        id: request.id,
        method: request.method,
        path: loggedPath(request.url),
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  }
}

/**
 * A logger for one service. Everything goes to standard error, because standard output belongs to the ready
 * line; on a terminal the lines are made readable.
 */
export function createLogger(service: string, to?: DestinationStream): Logger {
  return pino(loggerOptions(service), to ?? pinoPretty() ?? pino.destination({ dest: 2, sync: true }))
}
