/**
 * The secret in a phone page's address, `/phone/#SECRET` or `/phone/#token=SECRET`: what stands after `#` never
 * reaches a server's log. Null where there is none.
 */
export function phoneSecret(hash: string): string | null {
  const text = hash.replace(/^#/, '')
  const named = new URLSearchParams(text)
  const secret = named.get('token') ?? named.get('secret') ?? (text.includes('=') ? '' : text)
  return /^[A-Za-z0-9._~-]{8,200}$/.test(secret) ? secret : null
}
