import type { FastifyInstance } from 'fastify'
import type { CardDesk } from './card-desk.ts'

/** The end of a person's session: their card is forgotten, known or not. */
export function serveCards(app: FastifyInstance, desk: CardDesk): void {
  app.delete<{ Params: { cardId: string } }>('/api/v1/cards/:cardId', async (request) => {
    desk.forget(request.params.cardId)
    return { forgotten: true }
  })
}
