import { describe, expect, it } from 'vitest'
import { must } from '../../core/result.ts'
import { faultsOf, hall, load, openRegistries, operator, preview } from '../support/registry-files.ts'
import { refusedWith } from '../support/test-hall.ts'

/** Who changed the hall's rules and how its queues are booked. Real: the hall, its store, HTTP. */
openRegistries()

const settings = async () => (await operator('settings')).settings
const changesOf = async (name: 'settings' | 'plans') =>
  (await operator('registryChanges', { params: { name } })).changes
const latest = async (name: 'settings' | 'plans') =>
  must((await changesOf(name))[0], 'it was changed just now')
const undo = (name: 'settings' | 'plans', seq: number) =>
  operator('undoRegistryChange', { params: { name, seq: String(seq) } })

describe('the hall’s rules', () => {
  it('tell who changed which, from what to what', async () => {
    const { rules, appointments } = await settings()
    await operator('saveSettings', {
      body: {
        rules: { ...rules, ticketsPerPerson: 7, waitBoundMinutes: { ...rules.waitBoundMinutes, green: 12 } },
        appointments: { ...appointments, leadMinutes: 45 },
      },
    })
    expect(await latest('settings')).toMatchObject({
      what: 'changed',
      by: expect.stringMatching(/（.+）/),
      cells: [
        { column: 'rules.waitBoundMinutes.green', before: String(rules.waitBoundMinutes.green), after: '12' },
        { column: 'rules.ticketsPerPerson', before: String(rules.ticketsPerPerson ?? ''), after: '7' },
        { column: 'appointments.leadMinutes', before: String(appointments.leadMinutes ?? ''), after: '45' },
      ],
      undoable: true,
    })
  })

  it('are taken back without what was changed beside them; not while a later change stands', async () => {
    const before = await settings()
    await operator('saveSettings', { body: { rules: { ...before.rules, undoSeconds: 33 } } })
    const first = await latest('settings')
    await operator('saveSettings', { body: { name: '另一个名称' } })
    await operator('saveSettings', { body: { rules: { ...before.rules, undoSeconds: 44 } } })
    expect(await refusedWith(undo('settings', first.seq))).toBe('changed-since')
    await undo('settings', (await latest('settings')).seq)
    expect((await settings()).rules.undoSeconds).toBe(33)
    await undo('settings', first.seq)
    const after = await settings()
    expect(after).toEqual({ ...before, name: '另一个名称' })
    // The taking back stands in the list as a change of its own.
    expect(await latest('settings')).toMatchObject({
      cells: [{ column: 'rules.undoSeconds', before: '33', after: String(before.rules.undoSeconds) }],
    })
    expect(await refusedWith(undo('settings', first.seq))).toBe('changed-since')
  })

  it('are the operator’s alone to read and take back', async () => {
    const supervisor = await hall.as('supervisor')
    const params = { name: 'settings' as const }
    expect(await refusedWith(supervisor('registryChanges', { params }))).toBe('not-permitted')
    const { seq } = await latest('settings')
    expect(
      await refusedWith(supervisor('undoRegistryChange', { params: { ...params, seq: String(seq) } })),
    ).toBe('not-permitted')
  })

  it('that nobody changed leave no entry', async () => {
    const count = (await changesOf('settings')).length
    const { rules } = await settings()
    await operator('saveSettings', { body: { rules } })
    expect(await changesOf('settings')).toHaveLength(count)
  })
})

describe('how queues are booked', () => {
  const plan = async (prefix: string) =>
    must(
      (await operator('bookingPlans')).plans.find((one) => one.prefix === prefix),
      'every queue has a plan',
    )

  it('tells who changed it, and is taken back', async () => {
    const before = await plan('A')
    await operator('saveBookingPlan', {
      params: { id: before.queueId },
      body: { peoplePerSlot: before.peoplePerSlot + 5, bookable: !before.bookable },
    })
    const change = await latest('plans')
    expect(change).toMatchObject({
      what: 'changed',
      record: `A ${before.queueName}`,
      cells: [
        { column: 'bookable', before: before.bookable ? '是' : '否', after: before.bookable ? '否' : '是' },
        {
          column: 'people_per_slot',
          before: String(before.peoplePerSlot),
          after: String(before.peoplePerSlot + 5),
        },
      ],
      undoable: true,
    })
    await undo('plans', change.seq)
    expect(await plan('A')).toEqual(before)
    expect(await refusedWith(undo('plans', change.seq))).toBe('changed-since')
  })

  it('comes in as a file, too, for queues that there are', async () => {
    expect(await load('plans', '前缀,接受预约,时段分钟\nB,是,20\n')).toMatchObject({ changed: 1 })
    expect(await plan('B')).toMatchObject({ bookable: true, slotMinutes: 20 })
    expect(faultsOf(await preview('plans', '前缀,时段分钟,每时段人数\nB,3,4\nZZ,30,4\nC,30,\n'))).toEqual([
      [2, '时段分钟', 'bad-value'],
      [3, '前缀', 'unknown-reference'],
      [4, '每时段人数', 'empty'],
    ])
  })
})
