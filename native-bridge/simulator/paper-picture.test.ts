import { describe, expect, it } from 'vitest'
import { decodePaper } from '../codec/escpos-decoder.ts'
import { ticketBytes } from '../printing/ticket-paper.ts'
import { examplePaper } from '../testing/example-paper.ts'
import { paperPicture } from './paper-picture.ts'

describe('the picture of the paper', () => {
  it('is as wide as the paper in millimetres, and draws every word and the code', () => {
    const picture = paperPicture(decodePaper(ticketBytes(examplePaper, 48)), 48)
    expect(picture).toContain('width="78mm"')
    for (const text of ['A001', '社会保险综合业务', '预计等候\u00a012–18\u00a0分钟'])
      expect(picture).toContain(`>${text}</text>`)
    expect(picture.match(/<path /g)).toHaveLength(1)
  })

  it('may stand in a page with a strict policy: no style, no script, no markup from a name', () => {
    const evil = { ...examplePaper, queueName: '<script>alert("1")</script>&' }
    const picture = paperPicture(decodePaper(ticketBytes(evil, 48)), 48)
    expect(picture).not.toContain('<script')
    expect(picture).not.toContain('style')
    expect(picture).toContain('&lt;script&gt;')
  })

  it('of no paper yet is blank', () => {
    expect(paperPicture([], 48)).toContain('<rect')
  })
})
