import type { FastifyInstance } from 'fastify'

/** So much of any refused body is still taken off the wire, in bytes. */
const leastTakenBytes = 1024 * 1024

/**
 * Hangs up on whoever goes on sending a body that was answered already, such as one that is too large or comes
 * without a sign-in. What its route would have taken is first read and thrown away, since a connection that is cut
 * at once takes the answer with it (RFC 9112 §9.6); without an end to that, a few careless senders would have
 * the server read, and hold for a moment, as fast as they can write.
 */
export function cutRefusedBodies(app: FastifyInstance): void {
  // With a callback: it is asked for every answer, and has nothing to wait for.
  app.addHook('onSend', (request, _reply, _payload, done) => {
    const { raw } = request
    if (raw.complete) return done()
    let left = Math.max(request.routeOptions.bodyLimit ?? 0, leastTakenBytes)
    raw.on('data', (part: Buffer) => {
      left -= part.length
      if (left < 0) raw.socket.destroy()
    })
    done()
  })
}
