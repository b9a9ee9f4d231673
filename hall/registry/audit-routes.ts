import { ok } from '../../core/result.ts'
import { type Handlers, read, write } from '../serve.ts'
import { registryChanges } from './audit.ts'
import { undoChange } from './undo.ts'

/** Who changed what in the registries, and taking it back. */
export const auditRoutes: Handlers<
  'registryChanges' | 'staffChanges' | 'undoRegistryChange' | 'undoStaffChange'
> = {
  registryChanges: read(({ hall, params, query }) => ok(registryChanges(hall, params.name, query))),
  staffChanges: read(({ hall, query }) => ok(registryChanges(hall, 'staff', query))),
  undoRegistryChange: write((tx, { params }) => {
    const undone = undoChange(tx, params.name, params.seq)
    return undone.ok ? ok({ undone: true }) : undone
  }),
  undoStaffChange: write((tx, { params }) => {
    const undone = undoChange(tx, 'staff', params.seq)
    return undone.ok ? ok({ undone: true }) : undone
  }),
}
