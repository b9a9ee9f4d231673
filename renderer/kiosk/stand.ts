/** Heights above the floor between which low reach puts every target, in millimetres (ETSI draft v4). */
export const lowReachMm = { from: 800, to: 1100 } as const
/** No target stands higher at any time (EN 301 549 8.3). */
export const reachTopMm = 1220

/** Where the glass of the usual stand begins: upright at 700 mm, lying at 800 mm. */
export function usualBottomMm(upright: boolean): number {
  return upright ? 700 : 800
}

/** The configured height of the glass's lower edge: the address (`?bottomMm=`) before the bridge before the usual. */
export function standBottomMm(search: string, configured: number | null, upright: boolean): number {
  const asked = new URLSearchParams(search).get('bottomMm')
  const value = Number(asked)
  if (asked !== null && asked !== '' && value >= 0 && value <= 2500) return value
  return configured ?? usualBottomMm(upright)
}

/** Gives the CSS the stand's height (`--bottom-mm`), and follows a page that is turned. Returns an undo. */
export function applyStand(search: string, configured: number | null): () => void {
  const measure = (): void =>
    document.documentElement.style.setProperty(
      '--bottom-mm',
      String(standBottomMm(search, configured, innerHeight > innerWidth)),
    )
  measure()
  addEventListener('resize', measure)
  return () => removeEventListener('resize', measure)
}
