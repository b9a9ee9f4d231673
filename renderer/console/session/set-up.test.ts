import { describe, expect, it } from 'vitest'
import { emptySetUp, type SetUpInput, setUpFaults } from './set-up.ts'

const sound: SetUpInput = {
  code: 'ABCD-EFGH',
  hallName: '东湖区政务服务中心',
  operator: { account: 'yunwei', name: '沈浩', password: 'correct horse' },
  administrator: { account: 'guanli', name: '方琳', password: 'battery staple' },
}

describe('the first form of a new hall', () => {
  it('has no fault when all is there', () => {
    expect([...setUpFaults(sound)]).toEqual([])
  })
  it('names every empty field', () => {
    expect([...setUpFaults(emptySetUp).keys()].sort()).toEqual([
      'administrator.account',
      'administrator.name',
      'administrator.password',
      'code',
      'hallName',
      'operator.account',
      'operator.name',
      'operator.password',
    ])
  })
  it('wants two accounts, whatever their capitals', () => {
    const one = { ...sound, administrator: { ...sound.administrator, account: 'YunWei' } }
    expect([...setUpFaults(one)]).toEqual([['administrator.account', 'sameAccount']])
  })
  it('wants ten characters of password and a plain account', () => {
    const weak = { ...sound, operator: { account: '运维', name: '沈浩', password: '123456789' } }
    expect([...setUpFaults(weak)]).toEqual([
      ['operator.account', 'accountWrong'],
      ['operator.password', 'passwordShort'],
    ])
  })
})
