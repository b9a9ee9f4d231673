import { type Client, createClient } from '../contract/client.ts'
import type { Account } from './credentials.ts'

/** Somebody's client, signed in. Throws ProblemError where the door stays shut. */
export async function signIn(url: string, { account, password }: Account): Promise<Client> {
  const { token } = await createClient({ base: url })('signIn', { body: { account, password } })
  return createClient({ base: url, token })
}
