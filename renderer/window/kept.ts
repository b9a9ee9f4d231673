import { useState } from 'react'

/** What this browser remembers for whoever sits at it. Nothing of a citizen, no secret. */
const names = {
  account: 'govhall.window.account',
  sound: 'govhall.window.sound',
  keys: 'govhall.window.keys',
  kiosk: 'govhall.window.kiosk',
} as const

export function readKept(name: keyof typeof names): string | null {
  return localStorage.getItem(names[name])
}

export function keep(name: keyof typeof names, value: string): void {
  localStorage.setItem(names[name], value)
}

/** A switch that this browser remembers. */
export function useKeptSwitch(name: 'sound' | 'keys', otherwise: boolean): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    const kept = readKept(name)
    return kept === null ? otherwise : kept === 'on'
  })
  return [
    on,
    (next) => {
      keep(name, next ? 'on' : 'off')
      setOn(next)
    },
  ]
}
