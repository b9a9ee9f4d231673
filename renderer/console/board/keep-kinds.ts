/** At most so many lines, of which each kind that is not urgent keeps its own. */
export function keepKinds<One extends { readonly urgent: boolean }>(
  all: readonly One[],
  most: number,
): One[] {
  const others = all.filter((line) => !line.urgent).slice(0, most)
  const urgent = all.filter((line) => line.urgent).slice(0, Math.max(1, most - others.length))
  return [...urgent, ...others].slice(0, most)
}
