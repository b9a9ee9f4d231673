import { appointmentRoutes } from './routes/appointment.ts'
import { boardRoutes } from './routes/board.ts'
import { catalogRoutes } from './routes/catalog.ts'
import { hallRoutes } from './routes/hall.ts'
import { padRoutes } from './routes/pad.ts'
import { registerRoutes } from './routes/registers.ts'
import { registryRoutes } from './routes/registry.ts'
import { reportRoutes } from './routes/report.ts'
import type { RouteSpec } from './routes/route-spec.ts'
import { scannedTicketRoutes } from './routes/scanned-ticket.ts'
import { sessionRoutes } from './routes/session.ts'
import { terminalRoutes } from './routes/terminal.ts'
import { ticketRoutes } from './routes/ticket.ts'
import { voiceRoutes } from './routes/voice.ts'
import { windowRoutes } from './routes/window.ts'

export { importPreview, importSummary } from './routes/catalog.ts'
export { queueRegistration } from './routes/registry.ts'
export { type PrincipalKind, principals, type RouteSpec } from './routes/route-spec.ts'
export type { TicketPaper } from './routes/ticket.ts'

/** Every route of the hall's interface. Handlers, OpenAPI, the typed client and the tests of denial read this table. */
export const routes = {
  ...sessionRoutes,
  ...terminalRoutes,
  ...catalogRoutes,
  ...ticketRoutes,
  ...scannedTicketRoutes,
  ...windowRoutes,
  ...hallRoutes,
  ...registryRoutes,
  ...boardRoutes,
  ...reportRoutes,
  ...registerRoutes,
  ...appointmentRoutes,
  ...padRoutes,
  ...voiceRoutes,
} as const satisfies Record<string, RouteSpec>

export type RouteName = keyof typeof routes
