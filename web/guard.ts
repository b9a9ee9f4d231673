import type { FastifyInstance } from 'fastify'
import { refusal } from '../contract/problems.ts'
import { sendProblem } from './problems.ts'

/** The names under which a service on loopback is reached at a port. */
export function loopbackHosts(port: number): ReadonlySet<string> {
  return new Set([`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`])
}

const readOnly = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Keeps pages from elsewhere away. A `Host` that is not ours means that a foreign name was pointed at this
 * machine (DNS rebinding), so not even reading is allowed; a foreign `Origin` may not change anything.
 * Scripts and devices send no `Origin` and pass. `hosts` is asked each time: the port may be known only later.
 */
export function guardLoopback(app: FastifyInstance, options: { hosts: () => ReadonlySet<string> }): void {
  app.addHook('onRequest', (request, reply, done) => {
    const hosts = options.hosts()
    const { host, origin } = request.headers
    if (!hosts.has((host ?? '').toLowerCase()))
      sendProblem(reply, refusal('wrong-origin', '请用本机地址访问此服务。'))
    else if (origin !== undefined && !readOnly.has(request.method) && !isOurs(origin, hosts))
      sendProblem(reply, refusal('wrong-origin', '请求来自别的网站，已拒绝。'))
    else done()
  })
}

function isOurs(origin: string, hosts: ReadonlySet<string>): boolean {
  return URL.canParse(origin) && hosts.has(new URL(origin).host)
}
