import type { TerminalRole } from '../../../core/terminal/role.ts'

export interface PageAddress {
  readonly address: string
  /** Nobody but this machine can open it. */
  readonly onlyHere: boolean
}

/** Where a terminal's page is opened: the hall's public address where it has one, else the one that this page has. */
export function pageAddress(role: TerminalRole, publicUrl: string | null, here: string): PageAddress {
  const { origin, hostname } = new URL(publicUrl ?? here)
  return {
    address: `${origin}/${role}/`,
    onlyHere: /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname),
  }
}
