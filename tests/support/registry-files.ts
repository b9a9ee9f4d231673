import { afterAll, beforeAll } from 'vitest'
import type { Client, RouteAnswer } from '../../contract/client.ts'
import type { operatorRegistries } from '../../contract/registry-columns.ts'
import { startTestHall, type TestHall } from './test-hall.ts'

/** The hall of the file that runs, and the operator at its registries. */
export let hall: TestHall
export let operator: Client

/** Gives a file of tests one hall. */
export function openRegistries(): void {
  beforeAll(async () => {
    hall = await startTestHall()
    operator = await hall.as('operator')
  })
  afterAll(() => hall.stop())
}

export type RegistryName = (typeof operatorRegistries)[number]

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What a file would change. */
export const preview = (name: RegistryName, file: string | Uint8Array) =>
  operator('importRegistry', {
    params: { name },
    query: { preview: 'true' },
    body: typeof file === 'string' ? bytes(file) : file,
  })

export const load = (name: RegistryName, file: string | Uint8Array) =>
  operator('importRegistry', { params: { name }, body: typeof file === 'string' ? bytes(file) : file })

export const faultsOf = ({ faulty }: RouteAnswer<'importRegistry'>) =>
  faulty.map(({ line, column, code }) => [line, column, code])
