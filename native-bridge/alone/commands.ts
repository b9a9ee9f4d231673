import { type DockAction, dockAction } from '../../contract/dock.ts'
import { fail, ok, type Result } from '../../core/result.ts'

const onOff: Readonly<Record<string, boolean>> = { on: true, off: false }

/** How each action is typed, and how its words are read; `null` where they are not of this action. */
const commands: readonly {
  readonly written: string
  readonly says: string
  readonly read: (words: readonly string[]) => object | null
}[] = [
  {
    written: 'plug in | plug out',
    says: '插上、拔下线缆',
    read: ([word, how]) =>
      word === 'plug' && (how === 'in' || how === 'out') ? { do: 'plug', cableIn: how === 'in' } : null,
  },
  {
    written: 'power on | power off',
    says: '开、关电源',
    read: ([word, how = '']) => (word === 'power' && how in onOff ? { do: 'power', on: onOff[how] } : null),
  },
  {
    written: 'silent on | silent off',
    says: '听得见，不回答',
    read: ([word, how = '']) =>
      word === 'silent' && how in onOff ? { do: 'silence', silent: onOff[how] } : null,
  },
  {
    written: 'late 毫秒',
    says: '回答迟到',
    read: ([word, ms]) => (word === 'late' ? { do: 'late', ms: Number(ms) } : null),
  },
  {
    written: 'garble 条数',
    says: '接下来的几条消息出错',
    read: ([word, messages = '1']) =>
      word === 'garble' ? { do: 'garble', messages: Number(messages) } : null,
  },
  {
    written: 'paper 毫米 | paper out | paper new',
    says: '打印机：装纸、取走、换新卷',
    read: ([word, mm]) =>
      word === 'paper'
        ? { do: 'load-paper', mm: mm === 'out' ? 0 : mm === 'new' ? 80_000 : Number(mm) }
        : null,
  },
  {
    written: 'cover open | cover shut',
    says: '打印机：盖子',
    read: ([word, how]) =>
      word === 'cover' && (how === 'open' || how === 'shut')
        ? { do: 'open-cover', open: how === 'open' }
        : null,
  },
  {
    written: 'cutter jam | cutter clear',
    says: '打印机：切刀',
    read: ([word, how]) =>
      word === 'cutter' && (how === 'jam' || how === 'clear')
        ? { do: 'jam-cutter', jammed: how === 'jam' }
        : null,
  },
  {
    written: 'take',
    says: '打印机：取走号票',
    read: ([word]) => (word === 'take' ? { do: 'take-ticket' } : null),
  },
  {
    written: 'lay 卡名 | lift',
    says: '读卡器：放上、拿走卡（show 列出卡名）',
    read: ([word, ...card]) =>
      word === 'lay'
        ? { do: 'lay-card', card: card.join(' ') }
        : word === 'lift'
          ? { do: 'lift-card' }
          : null,
  },
  {
    written: 'press 地址 键',
    says: '呼叫器、评价器：按键（show 列出键名）',
    read: ([word, address, ...key]) =>
      word === 'press' ? { do: 'press', address: Number(address), key: key.join(' ') } : null,
  },
  {
    written: 'scan 内容',
    says: '扫码器：扫一个码',
    read: ([word, ...code]) => (word === 'scan' ? { do: 'scan', code: code.join(' ') } : null),
  },
]

/** Every command, a line each, as `help` prints them. */
export const commandHelp = [
  ...commands.map(({ written, says }) => `  ${written.padEnd(36)}${says}`),
  `  ${'show'.padEnd(36)}设备现在的样子（JSON）`,
  `  ${'{"do": …}'.padEnd(36)}任何操作的 JSON 写法`,
].join('\n')

/** Reads one line: words, or the action itself as JSON. The problem is what the person reads. */
export function readCommand(line: string): Result<DockAction, string> {
  const action = line.startsWith('{') ? parseJson(line) : readWords(line.split(/\s+/))
  if (action === null) return fail('看不懂这一行；help 列出全部操作。')
  const checked = dockAction.safeParse(action)
  return checked.success ? ok(checked.data) : fail('这一行的值不对；help 列出全部操作。')
}

function readWords(words: readonly string[]): object | null {
  for (const { read } of commands) {
    const action = read(words)
    if (action !== null) return action
  }
  return null
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
