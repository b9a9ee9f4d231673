import { useState } from 'react'
import type { RouteAnswer } from '../../../contract/client.ts'
import type { Problem } from '../../../contract/problems.ts'
import type { operatorRegistries } from '../../../contract/registry-columns.ts'
import { problemOf } from '../../data/hall.ts'
import { useHall } from '../../data/use-hall.ts'

/** A registry that has files: what an operator keeps, or the accounts. */
export type FiledRegistry = (typeof operatorRegistries)[number] | 'staff'
export type ImportAnswer = RouteAnswer<'importRegistry'> &
  Partial<Pick<RouteAnswer<'importStaff'>, 'passwords'>>

interface State {
  readonly file: { readonly name: string; readonly bytes: Uint8Array } | null
  readonly busy: boolean
  readonly problem: Problem | null
  readonly preview: ImportAnswer | null
  readonly done: ImportAnswer | null
}

const nothing: State = { file: null, busy: false, problem: null, preview: null, done: null }

/** A file on its way in: read, shown as what it would change, and then imported. */
export function useImport(name: FiledRegistry): State & {
  take: (file: File) => Promise<void>
  load: () => Promise<void>
  clear: () => void
} {
  const { call, queries } = useHall()
  const [state, setState] = useState(nothing)
  const send = (bytes: Uint8Array, preview: 'true' | 'false'): Promise<ImportAnswer> =>
    name === 'staff'
      ? call('importStaff', { query: { preview }, body: bytes })
      : call('importRegistry', { params: { name }, query: { preview }, body: bytes })
  return {
    ...state,
    async take(chosen) {
      const file = { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) }
      setState({ ...nothing, file, busy: true })
      try {
        setState({ ...nothing, file, preview: await send(file.bytes, 'true') })
      } catch (error) {
        setState({ ...nothing, file, problem: problemOf(error) })
      }
    },
    async load() {
      const { file, preview } = state
      if (file === null || state.busy) return
      setState({ ...state, busy: true, problem: null })
      try {
        setState({ ...nothing, done: await send(file.bytes, 'false') })
        // What was registered shows in many rooms; each reads again what it has.
        void queries.invalidateQueries()
      } catch (error) {
        setState({ ...nothing, file, preview, problem: problemOf(error) })
      }
    },
    clear: () => setState(nothing),
  }
}
