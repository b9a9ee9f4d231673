/** A picture in printer's dots: rows from the top, eight dots a byte, the first in the highest bit; 1 is black. */
export interface Bitmap {
  /** In dots; the last byte of a row is filled up with white. */
  readonly width: number
  readonly height: number
  readonly bytes: Uint8Array
}

/** Bytes of one row. */
export function rowBytes(width: number): number {
  return Math.ceil(width / 8)
}

/** Makes a bitmap by asking for each dot whether it is black. */
export function bitmapOf(width: number, height: number, isBlack: (x: number, y: number) => boolean): Bitmap {
  const stride = rowBytes(width)
  const bytes = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * stride + (x >> 3)
      if (isBlack(x, y)) bytes[at] = (bytes[at] ?? 0) | (0x80 >> (x & 7))
    }
  return { width, height, bytes }
}

/** Whether a dot is black; white outside. */
export function isBlackAt(bitmap: Bitmap, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= bitmap.width || y >= bitmap.height) return false
  const byte = bitmap.bytes[y * rowBytes(bitmap.width) + (x >> 3)] ?? 0
  return (byte & (0x80 >> (x & 7))) !== 0
}
