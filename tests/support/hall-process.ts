import { join } from 'node:path'
import { pino } from 'pino'
import { startHall } from '../../hall/start.ts'

/**
 * A hall alone in a process of its own, to be killed: prints its address and goes on.
 * Usage: node hall-process.ts FOLDER [PORT]. `GOVHALL_TEST_SYNCHRONOUS` makes its store careless, so that tests can
 * show that they would notice.
 */
const [folder, port] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: node hall-process.ts FOLDER [PORT]')
const started = await startHall({
  folder,
  port: Number(port ?? 0),
  host: '127.0.0.1',
  pagesFolder: join(import.meta.dirname, '..', '..', 'dist', 'pages'),
  log: pino({ level: process.env['GOVHALL_LOG'] ?? 'silent' }, pino.destination({ dest: 2, sync: true })),
  fresh: 'demonstration',
})
if (!started.ok) throw new Error(started.problem.message)
const careless = process.env['GOVHALL_TEST_SYNCHRONOUS']
if (careless !== undefined) started.value.hall.db.pragma(`synchronous = ${careless}`)
const { url, demonstration } = started.value
process.stdout.write(`${JSON.stringify({ url, demonstration, pid: process.pid })}\n`)
