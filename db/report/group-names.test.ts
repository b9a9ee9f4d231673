import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { officeHours } from '../../contract/shapes.ts'
import { byPrefix } from '../../core/queue/number.ts'
import { migrate } from '../migrate.ts'
import { saveQueue } from '../queue/queues.ts'
import { groupNames } from './facts.ts'

it('a report’s queues stand in the order in which every page lists them', () => {
  const db = new Database(':memory:')
  migrate(db)
  for (const prefix of ['AB', 'B', 'AA', 'A'])
    saveQueue(db, {
      id: prefix,
      prefix,
      name: prefix,
      nameEn: null,
      zoneId: null,
      departmentId: null,
      switchedOn: true,
      hours: officeHours,
      dailyLimit: null,
    })
  const codes = groupNames(db, 'queue').map(({ code }) => code ?? '')
  expect(codes).toEqual(['A', 'B', 'AA', 'AB'])
  expect(codes).toEqual(codes.toSorted(byPrefix))
  db.close()
})
