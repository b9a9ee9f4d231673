import type { RouteAnswer } from '../../contract/client.ts'
import type { DeviceCounters, DeviceRow, DeviceState } from '../../contract/devices/row.ts'
import { fact } from '../../contract/entries.ts'
import { toRfc3339 } from '../../core/day.ts'
import { must } from '../../core/result.ts'
import {
  allDevices,
  type DeviceReport,
  deleteDevice,
  devicesOfBridge,
  devicesOutSince,
  findDevice,
  saveDevice,
  setDeviceAlerted,
} from '../../db/terminal/devices.ts'
import { allTerminals, type TerminalRow } from '../../db/terminal/terminals.ts'
import type { Transaction } from '../../db/writer.ts'
import type { Hall } from '../hall.ts'
import { lastHeardMs, presenceIn } from './presence.ts'

/** What a terminal says of one of its devices. */
export interface DeviceTold {
  readonly device: string
  readonly kind: string
  readonly state: DeviceState
  readonly detail: string
  readonly place?: string | undefined
  readonly counters?: DeviceCounters | undefined
  readonly faults?: DeviceRow['faults'] | undefined
}

/** Alerts that one command raises at most, so that nobody waits behind a long one. */
const atOnce = 100

/** A device that citizens or staff cannot use now. One that was switched off rests on purpose. */
function isOut(state: DeviceState): boolean {
  return state === 'absent' || state === 'fault'
}

/**
 * Notes what a terminal says of a device. Only a change of its state is a fact; its counters are kept and not
 * journalled. An outage lasts while the device is absent or faulty, whatever the fault; with it its alert ends.
 */
export function noteDevice(tx: Transaction, terminal: TerminalRow, told: DeviceTold): void {
  const { device, kind, state, detail, place, counters, faults } = told
  const before = findDevice(tx.db, terminal.id, device)
  const changed = before === undefined || before.state !== state || before.detail !== detail
  const out = isOut(state)
  saveDevice(tx.db, {
    terminalId: terminal.id,
    device,
    kind,
    state,
    detail,
    sinceMs: changed ? tx.nowMs : before.sinceMs,
    outSinceMs: out ? (before?.outSinceMs ?? tx.nowMs) : null,
    alertedAtMs: out ? (before?.alertedAtMs ?? null) : null,
    ...(place === undefined ? {} : { place }),
    ...(counters === undefined ? {} : { counters }),
    ...(faults === undefined ? {} : { faults }),
  })
  if (changed) tx.record(fact('device-changed', { ...namesOf(terminal, told), state, detail }))
  if (!out && before) endAlert(tx, terminal, before)
}

/** Forgets devices that a terminal's bridge no longer drives: taken from its configuration, or called otherwise there. Their alerts end. */
export function removeDevicesBut(tx: Transaction, terminal: TerminalRow, kept: readonly string[]): number {
  const gone = devicesOfBridge(tx.db, terminal.id).filter(({ device }) => !kept.includes(device))
  for (const one of gone) {
    deleteDevice(tx.db, terminal.id, one.device)
    tx.record(fact('device-changed', { ...namesOf(terminal, one), state: 'off', detail: 'removed' }))
    endAlert(tx, terminal, one)
  }
  return gone.length
}

function endAlert(tx: Transaction, terminal: TerminalRow, before: DeviceReport): void {
  if (before.alertedAtMs === null) return
  tx.record(
    fact('device-alert-cleared', {
      ...namesOf(terminal, before),
      outageSeconds: Math.round((tx.nowMs - (before.outSinceMs ?? tx.nowMs)) / 1000),
    }),
  )
}

function namesOf({ id, name }: TerminalRow, { device, kind }: Pick<DeviceReport, 'device' | 'kind'>) {
  return { terminalId: id, terminalName: name, device, kind }
}

/** Alerts the operator of every device that has been out of service for the hall's time: once each outage. */
export function raiseDeviceAlerts(tx: Transaction, hall: Hall): void {
  const { devices, timeZone } = hall.settings()
  for (const one of devicesOutSince(tx.db, tx.nowMs - devices.alertMinutes * 60_000, atOnce)) {
    setDeviceAlerted(tx.db, one, tx.nowMs)
    const { terminalId, terminalName, device, kind, state, detail } = one
    tx.record(
      fact('device-alert-raised', {
        terminalId,
        terminalName,
        device,
        kind,
        state,
        detail,
        since: toRfc3339(one.outSinceMs ?? tx.nowMs, timeZone),
      }),
    )
  }
}

/**
 * Every device of a hall as the console shows it, and the terminals that are away. Of a terminal that is away nobody knows how its devices are; with one
 * that was switched off they are off, whatever its page said last.
 */
export function describeDevices(hall: Hall): RouteAnswer<'devices'> {
  const { timeZone } = hall.settings()
  const at = (ms: number): string => toRfc3339(ms, timeZone)
  const registered = allTerminals(hall.db)
  const terminals = new Map(registered.map((row) => [row.id, row]))
  return {
    devices: allDevices(hall.db).map(({ sinceMs, outSinceMs: _, alertedAtMs, ...row }) => {
      const terminal = must(terminals.get(row.terminalId), 'a device belongs to a terminal')
      const presence = presenceIn(hall, terminal)
      const hidden = row.state !== 'off' && (presence === 'away' || presence === 'off')
      const alertMs = hidden ? terminal.alertedAtMs : alertedAtMs
      return {
        ...row,
        ...(hidden ? { state: presence === 'away' ? 'unknown' : 'off', detail: '' } : {}),
        since: at(hidden ? (lastHeardMs(hall, terminal) ?? sinceMs) : sinceMs),
        alertedAt: alertMs === null ? null : at(alertMs),
      }
    }),
    away: registered
      .filter((row) => row.enrolled && !row.revoked && presenceIn(hall, row) === 'away')
      .map((row) => ({
        terminalId: row.id,
        terminalName: row.name,
        role: row.role,
        since: at(must(lastHeardMs(hall, row), 'who is away was heard before')),
        alertedAt: row.alertedAtMs === null ? null : at(row.alertedAtMs),
      })),
  }
}
