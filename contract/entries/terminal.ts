import { z } from 'zod'
import { id, terminalRole, time } from '../shapes.ts'
import { changes, entry } from './entry-type.ts'

/** Which device of which terminal. */
const device = { terminalId: id, terminalName: z.string(), device: z.string(), kind: z.string() }
const deviceState = { ...device, state: z.enum(['ready', 'absent', 'fault', 'off']), detail: z.string() }

/** Terminals and their devices. */
export const terminalEntries = {
  'terminal-created': entry(
    '终端登记',
    ['devices'],
    z.object({
      terminalId: id,
      role: terminalRole,
      name: z.string(),
      windowId: id.nullable(),
      zoneId: id.nullable(),
      changes,
    }),
    ['terminalId'],
  ),
  'terminal-changed': entry(
    '终端更改',
    ['devices'],
    z.object({
      terminalId: id,
      name: z.string(),
      windowId: id.nullable(),
      zoneId: id.nullable(),
      changes,
    }),
    ['terminalId'],
  ),
  'terminal-code-made': entry('终端注册码生成', ['devices'], z.object({ terminalId: id, expiresAt: time }), [
    'terminalId',
  ]),
  'terminal-enrolled': entry(
    '终端注册',
    ['devices'],
    z.object({ terminalId: id, role: terminalRole, name: z.string() }),
    ['terminalId'],
  ),
  'terminal-revoked': entry(
    '终端吊销',
    ['devices'],
    z.object({ terminalId: id, name: z.string().optional() }),
    ['terminalId'],
    2,
  ),
  'terminal-alert-raised': entry(
    '终端失联报警',
    ['devices', 'notices'],
    z.object({
      terminalId: id,
      terminalName: z.string(),
      role: terminalRole,
      /** When it was last heard. */
      since: time,
    }),
    ['terminalId', 'terminalName', 'role', 'since'],
  ),
  'terminal-alert-cleared': entry(
    '终端失联报警解除',
    ['devices', 'notices'],
    z.object({
      terminalId: id,
      terminalName: z.string(),
      role: terminalRole,
      awaySeconds: z.number().int(),
    }),
    ['terminalId', 'terminalName', 'role', 'awaySeconds'],
  ),
  'device-changed': entry('设备状态变化', ['devices', 'notices'], z.object(deviceState), [
    'terminalId',
    'terminalName',
    'device',
    'kind',
    'state',
    'detail',
  ]),
  'device-alert-raised': entry(
    '设备停用报警',
    ['devices', 'notices'],
    z.object({
      ...deviceState,
      /** Since when it is out of service, whatever its faults were. */
      since: time,
    }),
    ['terminalId', 'terminalName', 'device', 'kind', 'state', 'detail', 'since'],
  ),
  'device-alert-cleared': entry(
    '设备停用报警解除',
    ['devices', 'notices'],
    z.object({
      ...device,
      outageSeconds: z.number().int(),
    }),
    ['terminalId', 'terminalName', 'device', 'kind', 'outageSeconds'],
  ),
  'print-ended': entry(
    '打印结果',
    ['devices'],
    z.object({
      ticketId: id,
      terminalId: id,
      /** Since the screens of staff tell of tickets that have no paper; older entries are without. */
      number: z.string().optional(),
      terminalName: z.string().optional(),
      state: z.enum(['printed', 'failed', 'unknown']),
      reason: z.string().nullable(),
    }),
    ['ticketId', 'terminalId', 'number', 'terminalName', 'state', 'reason'],
  ),
} as const
