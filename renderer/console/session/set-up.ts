/** What the first form of a new hall asks for. */
export interface SetUpInput {
  readonly code: string
  readonly hallName: string
  readonly operator: PersonInput
  readonly administrator: PersonInput
}

export interface PersonInput {
  readonly account: string
  readonly name: string
  readonly password: string
}

/** What is wrong with a field, as a key of the session's words. */
export type SetUpFault = 'empty' | 'accountWrong' | 'sameAccount' | 'passwordShort'

export const emptySetUp: SetUpInput = {
  code: '',
  hallName: '',
  operator: { account: '', name: '', password: '' },
  administrator: { account: '', name: '', password: '' },
}

/** The faults that the page can tell before it asks the hall, by the paths that the hall uses too. */
export function setUpFaults(input: SetUpInput): Map<string, SetUpFault> {
  const faults = new Map<string, SetUpFault>()
  if (input.code.trim() === '') faults.set('code', 'empty')
  if (input.hallName.trim() === '') faults.set('hallName', 'empty')
  for (const who of ['operator', 'administrator'] as const) {
    const { account, name, password } = input[who]
    if (!/^[A-Za-z0-9_.-]{2,40}$/.test(account.trim()))
      faults.set(`${who}.account`, account.trim() === '' ? 'empty' : 'accountWrong')
    if (name.trim() === '') faults.set(`${who}.name`, 'empty')
    if (password.length < 10) faults.set(`${who}.password`, password === '' ? 'empty' : 'passwordShort')
  }
  const same =
    input.operator.account.trim().toLowerCase() === input.administrator.account.trim().toLowerCase()
  if (same && !faults.has('administrator.account')) faults.set('administrator.account', 'sameAccount')
  return faults
}
