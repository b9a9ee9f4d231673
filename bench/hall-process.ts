import { join } from 'node:path'
import { pino } from 'pino'
import { startHall } from '../hall/start.ts'

/**
 * A hall service alone in a process of its own, as it runs in a hall: it tells its address over the channel to its
 * parent, and what it has used when it is asked. Usage: fork('hall-process.ts', [FOLDER]).
 */
const [folder] = process.argv.slice(2)
if (folder === undefined || process.send === undefined)
  throw new Error('usage: fork(hall-process.ts, [FOLDER])')
const started = await startHall({
  folder,
  port: 0,
  host: '127.0.0.1',
  pagesFolder: join(import.meta.dirname, '..', 'dist', 'pages'),
  log: pino({ level: 'silent' }),
  fresh: 'empty',
})
if (!started.ok) throw new Error(started.problem.message)
const hall = started.value
process.on('message', (asked) => {
  const { user, system } = process.cpuUsage()
  if (asked === 'usage')
    process.send?.({ rssBytes: process.memoryUsage.rss(), cpuMicroseconds: user + system })
  if (asked === 'stop') void hall.stop().then(() => process.disconnect())
})
process.send({ url: hall.url })
