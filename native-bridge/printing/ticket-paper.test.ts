import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TicketPaper } from '../../contract/routes.ts'
import { decodePaper, EscposDecoder, textOf } from '../codec/escpos-decoder.ts'
import { columnsOf, printable, wrap } from '../codec/paper-columns.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { ticketBytes } from './ticket-paper.ts'

const lines = (paper: TicketPaper, columns = 48) => decodePaper(ticketBytes(paper, columns))
const words = (paper: TicketPaper, columns = 48) =>
  lines(paper, columns).map(textOf).join('').replaceAll(/\s+/g, '')

describe('the printed bytes, decoded back', () => {
  it('hold everything that a ticket says', () => {
    for (const columns of [48, 32]) {
      const said = words(examplePaper, columns)
      for (const text of [
        '梁平区政务服务中心',
        'A001',
        '社会保险综合业务',
        '类别优先',
        '前面还有6人',
        '预计等候12–18分钟',
        '区域B区（二楼）',
        '窗口3、4、12号窗口',
        '时间11月23日星期一14:05',
        '社会保障卡申领；职工参保登记',
        '请带居民身份证原件1份；近期免冠照片',
        '过号后30分钟内可回到队列一次',
      ])
        expect(said, `${columns} columns`).toContain(text)
      const codes = lines(examplePaper, columns).filter((line) => line.kind === 'qr')
      expect(codes).toEqual([expect.objectContaining({ content: examplePaper.phoneUrl })])
    }
  })

  it('show the number as text, at least 10 mm high, larger than all else, and nothing below 3.5 mm', () => {
    const runs = lines(examplePaper).flatMap((line) => (line.kind === 'text' ? line.runs : []))
    const heightMm = (height: number) => (height * 24) / 8
    const number = runs.find((run) => run.text === 'A001')
    expect(heightMm(number?.height ?? 0)).toBeGreaterThanOrEqual(10)
    for (const run of runs) {
      if (run.text !== 'A001') expect(run.height).toBeLessThan(number?.height ?? 0)
      if (!/^-+$/.test(run.text)) expect(heightMm(run.height), run.text).toBeGreaterThanOrEqual(3.5)
    }
  })

  it('end in exactly one cut, after the last line has passed the blade', () => {
    const all = lines(examplePaper)
    expect(all.slice(-2)).toEqual([{ kind: 'feed', lines: 4 }, { kind: 'cut' }])
    expect(all.filter((line) => line.kind === 'cut')).toHaveLength(1)
  })

  it('use no command that a plain printer does not know', () => {
    const commands = new EscposDecoder().feed(ticketBytes(examplePaper, 48))
    expect(commands.filter((command) => command.kind === 'unknown')).toEqual([])
  })

  it('do without what the hall does not know', () => {
    const bare: TicketPaper = {
      ...examplePaper,
      estimate: null,
      zoneName: null,
      windowNumbers: [],
      items: [],
      bring: [],
      ahead: 0,
      reprint: true,
    }
    const said = words(bare)
    expect(said).toContain('前面没有人等候')
    expect(said).toContain('补打')
    for (const absent of ['预计', '区域', '窗口', '请带', 'null', 'undefined'])
      expect(said).not.toContain(absent)
  })

  it('never hold a command that stood in a name (ESC in a catalogue)', () => {
    const evil = { ...examplePaper, queueName: '\u001b@\u001dV\u0000社保\u0010\u0004\u0001 🙂 𠮷' }
    const commands = new EscposDecoder().feed(ticketBytes(evil, 48))
    expect(commands.filter((command) => command.kind === 'initialize')).toHaveLength(1)
    expect(commands.filter((command) => command.kind === 'ask-status')).toEqual([])
    expect(words(evil)).toContain('@V社保〓〓')
  })

  it('bring any words of any length back, none lost but what cannot be printed, no line too long', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
    )
    fc.assert(
      fc.property(text, text, fc.constantFrom(32, 48), (queueName, hallName, columns) => {
        const paper = { ...examplePaper, queueName, hallName }
        const said = words(paper, columns)
        expect(said).toContain(printable(queueName).replaceAll(/\s+/g, ''))
        expect(said).toContain(printable(hallName).replaceAll(/\s+/g, ''))
        for (const line of lines(paper, columns))
          if (line.kind === 'text')
            for (const run of line.runs) expect(columnsOf(run.text) * run.width).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

describe('lines of Chinese', () => {
  it('count full-width characters as two columns', () => {
    expect(columnsOf('社保A1')).toBe(6)
    expect(columnsOf('，–')).toBe(4)
  })

  it('begin with no closing sign, end with no opening one, and keep words whole', () => {
    expect(wrap('请带身份证、照片。', 10)).toEqual(['请带身份', '证、照片。'])
    expect(wrap('业务（二楼）办理', 6)).toEqual(['业务', '（二', '楼）办', '理'])
    expect(wrap('到 ROOM 12 办理', 8)).toEqual(['到 ROOM', '12 办理'])
    expect(wrap('ABCDEFGHIJ', 4)).toEqual(['ABCD', 'EFGH', 'IJ'])
    expect(wrap('  ', 8)).toEqual([])
  })
})
