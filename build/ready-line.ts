import type { Demonstration } from '../hall/demonstration/start.ts'

/** What `npm start --json` prints when the hall is ready. */
export interface ReadyLine extends Partial<Demonstration> {
  readonly url: string
  readonly dataDir: string
  readonly demo: boolean
  readonly pages: {
    readonly kiosk: string
    readonly window: string
    readonly pad: string
    readonly display: string
    readonly console: string
    readonly booking: string
    /** The simulated devices of the demonstration's kiosk; a hall without one has none. */
    readonly dock?: string
  }
}

const pageNames = {
  kiosk: '自助取号机',
  window: '窗口',
  pad: '评价器',
  display: '显示屏',
  console: '控制台',
  booking: '网上预约',
  dock: '模拟台',
} as const

/** The same as a table that a person reads. */
export function readyTable(line: ReadyLine, setUpCode: string | null): string {
  const rows = ['', `  政务大厅已启动 · GovHall is ready`, '']
  for (const [name, title] of Object.entries(pageNames)) {
    const address = line.pages[name as keyof typeof pageNames]
    if (address !== undefined) rows.push(`  ${padded(title, 12)}${address}`)
  }
  rows.push('', `  ${padded('数据', 12)}${line.dataDir}`)
  if (setUpCode)
    rows.push('', `  ${padded('设置码', 12)}${setUpCode}`, '  请打开控制台，用设置码建立运维和管理员账号。')
  if (line.accounts) {
    rows.push('', '  演示账号（密码为首次启动时随机生成）')
    for (const one of line.accounts)
      rows.push(`    ${padded(one.account, 8)}${padded(one.password, 16)}${one.roles.join('、')}`)
  }
  rows.push('', '  Ctrl-C 停止。', '')
  return `${rows.join('\n')}\n`
}

/** Pads by columns on the screen: a Chinese character takes two. */
function padded(text: string, columns: number): string {
  const width = [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0)
  return text + ' '.repeat(Math.max(1, columns - width))
}
