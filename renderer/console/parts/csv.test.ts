import { describe, expect, it } from 'vitest'
import { toCsv } from './csv.ts'

describe('exported lists', () => {
  it('begin with a byte order mark and end each line as RFC 4180 says', () => {
    expect(toCsv(['号码', '窗口'], [['A001', '3']])).toBe('\ufeff号码,窗口\r\nA001,3\r\n')
  })
  it('quote what would break a row', () => {
    expect(toCsv(['a'], [['说“好”,"行"\n再来']])).toBe('\ufeffa\r\n"说“好”,""行""\n再来"\r\n')
  })
  it('hold no formula in full-width signs either', () => {
    for (const text of ['＝1+1', '＋1', '－1+cmd', '＠sum', "'=1"])
      expect(toCsv(['a'], [[text]])).toBe(`\ufeffa\r\n'${text}\r\n`)
  })
  it('hold no formula', () => {
    expect(toCsv(['a'], [['=HYPERLINK("http://x")'], ['@sum'], ['-5'], ['-5+cmd']])).toBe(
      '\ufeffa\r\n"\'=HYPERLINK(""http://x"")"\r\n\'@sum\r\n-5\r\n\'-5+cmd\r\n',
    )
  })
})
