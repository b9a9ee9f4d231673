import './parts.css'
import { create } from 'qrcode'
import { type ReactNode, useMemo } from 'react'

/** White modules around the code, which readers need (ISO/IEC 18004). */
const quietZone = 4

/** A QR code as SVG, black on white in every theme. `size` is any CSS length; `label` says where it leads. */
export function QrCode({ text, size, label }: { text: string; size: string; label: string }): ReactNode {
  const { path, edge } = useMemo(() => qrPath(text), [text])
  return (
    <svg
      className="qr"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${edge} ${edge}`}
      width={size}
      height={size}
      style={{ width: size, height: size }}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}

/** The dark modules of a code as one path, each row's runs as one rectangle, and the edge with its quiet zone. */
export function qrPath(text: string): { path: string; edge: number } {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const runs: string[] = []
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const begin = column
      while (column < size && data[row * size + column]) column += 1
      if (column > begin)
        runs.push(`M${begin + quietZone} ${row + quietZone}h${column - begin}v1h-${column - begin}z`)
    }
  }
  return { path: runs.join(''), edge: size + quietZone * 2 }
}
