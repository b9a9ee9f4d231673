import type Database from 'better-sqlite3'
import type { DeviceCounters, DeviceRow, DeviceState } from '../../contract/devices/row.ts'
import { changeOne, query } from '../statement.ts'

/** A device as its terminal reported it last. */
export interface DeviceReport {
  readonly terminalId: string
  readonly terminalName: string
  readonly device: string
  readonly kind: string
  readonly state: DeviceState
  readonly detail: string
  readonly sinceMs: number
  readonly place: string
  readonly counters: DeviceCounters | null
  readonly faults: DeviceRow['faults']
  /** Since when it is absent or faulty, whatever the fault; null while it is ready or switched off. */
  readonly outSinceMs: number | null
  readonly alertedAtMs: number | null
}

interface Raw extends Omit<DeviceReport, 'counters' | 'faults'> {
  readonly counters: string | null
  readonly faults: string
}

const select = `SELECT d.terminal_id AS terminalId, t.name AS terminalName, d.device, d.kind, d.state, d.detail, d.since_ms AS sinceMs,
    d.place, d.counters, d.faults, d.out_since_ms AS outSinceMs, d.alerted_at_ms AS alertedAtMs
  FROM devices d JOIN terminals t ON t.id = d.terminal_id`

function toReport(row: Raw): DeviceReport {
  return {
    ...row,
    counters: row.counters === null ? null : JSON.parse(row.counters),
    faults: JSON.parse(row.faults),
  }
}

/** Devices of every terminal that is in service. */
export function allDevices(db: Database.Database): DeviceReport[] {
  return query<Raw>(db, `${select} WHERE t.revoked = 0 ORDER BY t.name, d.device`).all().map(toReport)
}

export function findDevice(
  db: Database.Database,
  terminalId: string,
  device: string,
): DeviceReport | undefined {
  const row = query<Raw>(db, `${select} WHERE d.terminal_id = ? AND d.device = ?`).get(terminalId, device)
  return row && toReport(row)
}

/** Devices of a terminal that its bridge told of, and not a page of it: only a bridge knows a place. */
export function devicesOfBridge(db: Database.Database, terminalId: string): DeviceReport[] {
  return query<Raw>(db, `${select} WHERE d.terminal_id = ? AND d.place <> ''`).all(terminalId).map(toReport)
}

export function deleteDevice(db: Database.Database, terminalId: string, device: string): void {
  changeOne(db, 'DELETE FROM devices WHERE terminal_id = ? AND device = ?', terminalId, device)
}

/** Devices that have been out of service since then or longer, and that nobody was alerted of. */
export function devicesOutSince(db: Database.Database, beforeMs: number, limit: number): DeviceReport[] {
  return query<Raw>(
    db,
    `${select} WHERE d.out_since_ms <= ? AND d.alerted_at_ms IS NULL AND t.revoked = 0 ORDER BY d.out_since_ms LIMIT ?`,
  )
    .all(beforeMs, limit)
    .map(toReport)
}

/** Notes a device as it is. What its terminal did not say stays as it was. */
export function saveDevice(
  db: Database.Database,
  report: Pick<
    DeviceReport,
    'terminalId' | 'device' | 'kind' | 'state' | 'detail' | 'sinceMs' | 'outSinceMs' | 'alertedAtMs'
  > &
    Partial<Pick<DeviceReport, 'place' | 'counters' | 'faults'>>,
): void {
  query(
    db,
    `INSERT INTO devices (terminal_id, device, kind, state, detail, since_ms, out_since_ms, alerted_at_ms, place, counters, faults)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, coalesce(?, ''), ?, coalesce(?, '[]'))
     ON CONFLICT (terminal_id, device) DO UPDATE SET kind = excluded.kind, state = excluded.state, detail = excluded.detail,
       since_ms = excluded.since_ms, out_since_ms = excluded.out_since_ms, alerted_at_ms = excluded.alerted_at_ms`,
  ).run(
    report.terminalId,
    report.device,
    report.kind,
    report.state,
    report.detail,
    report.sinceMs,
    report.outSinceMs,
    report.alertedAtMs,
    report.place ?? null,
    report.counters ? JSON.stringify(report.counters) : null,
    report.faults ? JSON.stringify(report.faults) : null,
  )
  const { place, counters, faults } = report
  if (place === undefined && counters === undefined && faults === undefined) return
  changeOne(
    db,
    'UPDATE devices SET place = coalesce(?, place), counters = coalesce(?, counters), faults = coalesce(?, faults) WHERE terminal_id = ? AND device = ?',
    place ?? null,
    counters ? JSON.stringify(counters) : null,
    faults ? JSON.stringify(faults) : null,
    report.terminalId,
    report.device,
  )
}

export function setDeviceAlerted(
  db: Database.Database,
  { terminalId, device }: Pick<DeviceReport, 'terminalId' | 'device'>,
  nowMs: number,
): void {
  changeOne(
    db,
    'UPDATE devices SET alerted_at_ms = ? WHERE terminal_id = ? AND device = ?',
    nowMs,
    terminalId,
    device,
  )
}
