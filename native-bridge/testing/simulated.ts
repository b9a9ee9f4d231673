import type { Bridge } from '../bridge.ts'

/** A simulated device of a bridge, as the kind that it must be. Throws for a real one, or another kind. */
export function simulated<Simulator>(
  bridge: Bridge,
  name: string,
  kind: new (...options: never[]) => Simulator,
): Simulator {
  const found = bridge.simulator(name)
  if (!(found instanceof kind)) throw new Error(`${name} is no ${kind.name}`)
  return found
}
