import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'

/** Names and addresses under which terminals may reach this machine. */
export function machineNames(host: string): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).map((one) => one.address.replace(/%.*$/, '')),
  )
  const given = host === '0.0.0.0' || host === '::' ? [] : [host]
  return [...new Set(['localhost', '127.0.0.1', '::1', hostname(), ...addresses, ...given])]
}

/** Whether a host is this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** A host as it stands in an address. */
export function urlHost(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

/** An address that other machines can use, where the hall listens on all of them. */
export function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host
  const outside = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find((one) => one.family === 'IPv4' && !one.internal)
  return outside?.address ?? '127.0.0.1'
}
