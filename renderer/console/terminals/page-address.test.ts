import { describe, expect, it } from 'vitest'
import { pageAddress } from './page-address.ts'

describe('where a terminal’s page is opened', () => {
  it('is the public address where there is one', () => {
    expect(
      pageAddress('kiosk', 'https://hall.example.gov.cn', 'http://127.0.0.1:7300/console/terminals'),
    ).toEqual({
      address: 'https://hall.example.gov.cn/kiosk/',
      onlyHere: false,
    })
  })
  it('on loopback says that nobody else can open it', () => {
    expect(pageAddress('display', null, 'http://127.0.0.1:7300/console/terminals')).toEqual({
      address: 'http://127.0.0.1:7300/display/',
      onlyHere: true,
    })
    expect(pageAddress('pad', null, 'https://192.168.1.9:7300/console/').onlyHere).toBe(false)
  })
})
