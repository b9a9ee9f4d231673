import type { TerminalRole } from '../../core/terminal/role.ts'
import { windows, type ZoneKey, zones } from './places.ts'

interface TerminalPlan {
  readonly role: TerminalRole
  readonly name: string
  /** The number of the window that it stands at or hangs over. */
  readonly window: string | null
  readonly zone: ZoneKey | null
  /** Numbers of the windows whose pads it carries. */
  readonly padWindows: 'all' | readonly string[]
}

/** The kiosk that vendors, scripts and checks use: without a bridge of its own, carrying the pads of all windows. */
export const spareKiosk = 'spare'

/** Every terminal 终端 of the demonstration hall. */
export const terminals: readonly TerminalPlan[] = [
  { role: 'kiosk', name: '一号自助机', window: null, zone: null, padWindows: ['1', '2', '3'] },
  { role: 'kiosk', name: spareKiosk, window: null, zone: null, padWindows: 'all' },
  ...windows.map(({ number }) => ({
    role: 'pad' as const,
    name: `${number} 号窗口评价器`,
    window: number,
    zone: null,
    padWindows: [],
  })),
  { role: 'display', name: '大厅主屏', window: null, zone: null, padWindows: [] },
  { role: 'display', name: '一区显示屏', window: null, zone: zones[0].key, padWindows: [] },
  { role: 'display', name: '1 号窗口屏', window: '1', zone: null, padWindows: [] },
]
