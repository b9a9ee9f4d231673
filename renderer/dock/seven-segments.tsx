import type { ReactNode } from 'react'

/** Segments a to g of each digit, as they stand on every such display. */
const digits: Readonly<Record<string, string>> = {
  '0': 'abcdef',
  '1': 'bc',
  '2': 'abdeg',
  '3': 'abcdg',
  '4': 'bcfg',
  '5': 'acdfg',
  '6': 'acdefg',
  '7': 'abc',
  '8': 'abcdefg',
  '9': 'abcdfg',
  '-': 'g',
}
/** Each segment's shape in a cell of 12 by 20. */
const shapes: Readonly<Record<string, string>> = {
  a: 'M3 1h6l1 1-1.5 1.5h-5L2 2z',
  b: 'M10.5 2.5l.5.5v5.5l-1 1-1.5-1.5V4.5z',
  c: 'M10.5 17.5l.5-.5v-5.5l-1-1-1.5 1.5v3.5z',
  d: 'M3 19h6l1-1-1.5-1.5h-5L2 18z',
  e: 'M1.5 17.5L1 17v-5.5l1-1 1.5 1.5v3.5z',
  f: 'M1.5 2.5L1 3v5.5l1 1 1.5-1.5V4.5z',
  g: 'M3.5 8.75h5L9.75 10 8.5 11.25h-5L2.25 10z',
}
const cellWidth = 15

/** Which segments of a cell are lit; none for what a digit display cannot show. */
export function litSegments(character: string): string {
  return digits[character] ?? ''
}

/** Cells of a digit display; dark segments can just be seen, as on the real thing. */
export function SevenSegments({ cells, label }: { cells: string; label: string }): ReactNode {
  const characters = [...cells]
  return (
    <svg
      className="segments"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${characters.length * cellWidth + 3} 24`}
    >
      {characters.map((character, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
        <g key={at} transform={`translate(${at * cellWidth + 3} 2)`}>
          {Object.entries(shapes).map(([segment, shape]) => (
            <path
              key={segment}
              d={shape}
              className={litSegments(character).includes(segment) ? 'segment-lit' : 'segment-dark'}
            />
          ))}
        </g>
      ))}
    </svg>
  )
}
