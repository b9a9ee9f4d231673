import { z } from 'zod'
import { deviceCounters, deviceFault, deviceState } from '../devices/row.ts'
import { helpCall, id, line, terminal, terminalRole, text, time } from '../shapes.ts'
import { byId, type RouteSpec, windowWork } from './route-spec.ts'

const terminalInput = z.object({
  role: terminalRole,
  name: line(60),
  windowId: id.nullable(),
  zoneId: id.nullable(),
  padWindows: z.union([z.literal('all'), z.array(id).max(300)]),
})

/** Terminals, their devices, and calls for a person. */
export const terminalRoutes = {
  openTerminalPage: {
    method: 'POST',
    path: '/terminal-sessions',
    says: '终端页面以令牌换取 Cookie',
    who: ['kiosk', 'pad', 'display'],
    answer: z.object({ terminal }),
    status: 201,
    secret: true,
  },
  currentTerminal: {
    method: 'GET',
    path: '/terminal-sessions/current',
    says: '当前终端',
    who: ['kiosk', 'pad', 'display'],
    answer: z.object({ terminal }),
  },
  stopTerminal: {
    method: 'DELETE',
    path: '/terminal-sessions/current',
    says: '终端正常停机：再次连接之前不报警',
    who: ['kiosk', 'pad', 'display'],
    answer: z.object({ recorded: z.literal(true) }),
  },
  enrolTerminal: {
    method: 'POST',
    path: '/terminals/enrol',
    says: '终端用一次性注册码换取令牌',
    who: ['anyone'],
    body: z.object({ code: z.string().min(1).max(40) }),
    answer: z.object({
      token: z.string(),
      terminal,
      hallName: z.string(),
      caCertificate: z.string().nullable(),
      caFingerprint: z.string().nullable(),
    }),
    status: 201,
    secret: true,
  },
  terminals: {
    method: 'GET',
    path: '/terminals',
    says: '终端',
    who: ['operator'],
    answer: z.object({ terminals: z.array(terminal) }),
  },
  /** Kiosks by name, for staff who choose where a lost ticket is printed again. */
  printers: {
    method: 'GET',
    path: '/terminals/printers',
    says: '可补打号票的自助机',
    who: windowWork,
    answer: z.object({ terminals: z.array(z.object({ id, name: z.string() })) }),
  },
  /** For every window: whoever has no paper stands at some kiosk and may come to any window. */
  lostPapers: {
    method: 'GET',
    path: '/terminals/lost-papers',
    says: '没有打出来、或不知道有没有打出来的号票',
    who: windowWork,
    answer: z.object({
      papers: z.array(
        z.object({
          /** Another print of the same ticket has another. */
          id,
          ticketId: id,
          number: z.string(),
          terminalName: z.string(),
          state: z.enum(['failed', 'unknown']),
        }),
      ),
    }),
  },
  addTerminal: {
    method: 'POST',
    path: '/terminals',
    says: '新增终端，得到一次性注册码',
    who: ['operator'],
    body: terminalInput,
    answer: z.object({ terminal, code: z.string(), expiresAt: time }),
    status: 201,
    secret: true,
  },
  saveTerminal: {
    method: 'PATCH',
    path: '/terminals/:id',
    says: '终端改名、换位置',
    who: ['operator'],
    params: byId,
    body: terminalInput.omit({ role: true }).partial(),
    answer: terminal,
  },
  terminalCode: {
    method: 'POST',
    path: '/terminals/:id/code',
    says: '重新生成注册码；旧令牌在新注册时失效',
    who: ['operator'],
    params: byId,
    answer: z.object({ terminal, code: z.string(), expiresAt: time }),
    status: 201,
    secret: true,
  },
  revokeTerminal: {
    method: 'POST',
    path: '/terminals/:id/revoke',
    says: '吊销终端',
    who: ['operator'],
    params: byId,
    answer: terminal,
  },
  reportDevice: {
    method: 'POST',
    path: '/device-reports',
    says: '终端报告设备状态',
    who: ['kiosk', 'pad', 'display'],
    body: z.object({
      device: line(60),
      kind: line(40),
      state: deviceState,
      detail: text(120),
      /** What a bridge knows besides; pages report without. Told with each change, and at most each minute. */
      place: text(200).optional(),
      counters: deviceCounters.optional(),
      faults: z.array(deviceFault).max(10).optional(),
    }),
    answer: z.object({ recorded: z.literal(true) }),
  },
  listDevices: {
    method: 'PATCH',
    path: '/device-reports',
    says: '终端说明配置了哪些设备，别的不再列出',
    who: ['kiosk', 'pad', 'display'],
    /** The names of all that its bridge drives. What pages of the terminal report themselves stays. */
    body: z.object({ devices: z.array(line(60)).max(200) }),
    answer: z.object({ removed: z.int() }),
  },
  devices: {
    method: 'GET',
    path: '/devices',
    says: '各终端设备现状',
    who: ['operator', 'supervisor', 'director', 'leader'],
    answer: z.object({
      devices: z.array(
        z.object({
          terminalId: id,
          terminalName: z.string(),
          device: z.string(),
          kind: z.string(),
          /** `unknown` while its terminal is away: nobody knows how it is. */
          state: z.enum([...deviceState.options, 'unknown']),
          detail: z.string(),
          since: time,
          /** Where it is, as `tcp 192.168.1.50:9100`; empty where its terminal did not say. */
          place: z.string(),
          /** What went over its cable since its bridge started; null where its terminal did not say. */
          counters: deviceCounters.nullable(),
          /** Its last faults, newest first. */
          faults: z.array(deviceFault),
          /** Since when the operator is alerted that it, or its terminal, is out of service; null while nobody is. */
          alertedAt: time.nullable(),
        }),
      ),
      /** Terminals that are not heard, those too that have no devices. */
      away: z.array(
        z.object({
          terminalId: id,
          terminalName: z.string(),
          role: terminalRole,
          /** When it was last heard. */
          since: time,
          alertedAt: time.nullable(),
        }),
      ),
    }),
  },
  callHelp: {
    method: 'POST',
    path: '/help-calls',
    says: '呼叫人工',
    who: ['kiosk'],
    body: z.object({ about: text(120) }),
    answer: helpCall,
    status: 201,
  },
  helpCalls: {
    method: 'GET',
    path: '/help-calls',
    says: '未结束的人工呼叫',
    who: ['kiosk', 'staff', 'leader', 'supervisor', 'director', 'operator'],
    answer: z.object({ calls: z.array(helpCall), seq: z.number().int() }),
  },
  takeHelp: {
    method: 'POST',
    path: '/help-calls/:id/take',
    says: '应答',
    who: ['staff', 'leader', 'supervisor', 'operator'],
    params: byId,
    answer: helpCall,
  },
  endHelp: {
    method: 'POST',
    path: '/help-calls/:id/end',
    says: '结束',
    who: ['kiosk', 'staff', 'leader', 'supervisor', 'operator'],
    params: byId,
    answer: helpCall,
  },
} as const satisfies Record<string, RouteSpec>
