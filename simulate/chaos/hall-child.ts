import { join } from 'node:path'
import { pino } from 'pino'
import { startHall } from '../../hall/start.ts'

/**
 * A hall service in a process of its own, to be killed. Loads everything, then waits for a line on standard input
 * before it touches the store: so the next hall stands ready while this one is alive, as a supervisor's would.
 * Usage: node hall-child.ts FOLDER PORT
 */
const [folder, port] = process.argv.slice(2)
if (folder === undefined || port === undefined) throw new Error('usage: node hall-child.ts FOLDER PORT')
process.stdin.once('end', () => process.exit(0))
process.stdin.once('data', () => void begin(folder, Number(port)))
process.stdout.write('loaded\n')

async function begin(data: string, onPort: number): Promise<void> {
  const started = await startHall({
    folder: data,
    port: onPort,
    host: '127.0.0.1',
    pagesFolder: join(import.meta.dirname, '..', '..', 'dist', 'pages'),
    log: pino({ level: 'error' }, pino.destination({ dest: 2, sync: true })),
    fresh: 'demonstration',
  })
  if (!started.ok) throw new Error(started.problem.message)
  process.stdout.write('ready\n')
}
