import { readFileSync } from 'node:fs'
import { convertIndexedToRgb, decode } from 'fast-png'
import { fail, ok, type Result } from '../../core/result.ts'
import { type Bitmap, bitmapOf } from '../codec/bitmap.ts'

/** The head of a ticket is no place for a poster: 30 mm. */
const highestDots = 240
const largestBytes = 4 * 1024 * 1024

/** Grey, 0 black to 1 white, on white paper. */
interface Grey {
  readonly width: number
  readonly height: number
  at(x: number, y: number): number
}

/** Reads a logo for paper of so many dots. The problem is what the operator reads. */
export function readLogo(file: string, widestDots: number): Result<Bitmap, string> {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch {
    return fail(`标志图片读不到：${file}`)
  }
  if (bytes.length > largestBytes) return fail(`标志图片太大：${file}，不能超过 4 MB`)
  const grey = bytes[0] === 0x50 ? greyOfPbm(bytes) : greyOfPng(bytes)
  if (grey === null) return fail(`标志图片无法识别：${file}，须为 PNG 或 PBM`)
  return ok(dithered(shrunk(grey, widestDots)))
}

function greyOfPng(bytes: Uint8Array): Grey | null {
  try {
    const png = decode(bytes)
    const rgb = png.palette ? convertIndexedToRgb(png) : png.data
    const channels = png.palette ? (png.palette[0]?.length ?? 3) : png.channels
    const full = png.palette ? 255 : 2 ** png.depth - 1
    const { width, height } = png
    if (rgb.length < width * height * channels) return null
    return {
      width,
      height,
      at(x, y) {
        const from = (y * width + x) * channels
        const part = (channel: number) => (rgb[from + channel] ?? 0) / full
        const light = channels < 3 ? part(0) : 0.299 * part(0) + 0.587 * part(1) + 0.114 * part(2)
        const cover = channels % 2 === 0 ? part(channels - 1) : 1
        return 1 - cover + light * cover
      },
    }
  } catch {
    return null
  }
}

/** P1 (text) and P4 (bits). */
function greyOfPbm(bytes: Uint8Array): Grey | null {
  const text = Buffer.from(bytes).toString('latin1')
  const head = /^P([14])(?:\s|#[^\n]*\n)+(\d{1,5})(?:\s|#[^\n]*\n)+(\d{1,5})\s/.exec(text)
  if (head === null) return null
  const [all, kind, wide, high] = head
  const width = Number(wide)
  const height = Number(high)
  const body = text.slice(all.length)
  if (width === 0 || height === 0) return null
  if (kind === '1') {
    const digits = body.replaceAll(/#[^\n]*\n|[^01]/g, '')
    if (digits.length < width * height) return null
    return { width, height, at: (x, y) => (digits[y * width + x] === '1' ? 0 : 1) }
  }
  const stride = Math.ceil(width / 8)
  if (body.length < stride * height) return null
  return {
    width,
    height,
    at: (x, y) => ((body.charCodeAt(y * stride + (x >> 3)) & (0x80 >> (x & 7))) === 0 ? 1 : 0),
  }
}

/** Made smaller where it does not fit, each dot the mean of what it covers; never made larger. */
function shrunk(grey: Grey, widestDots: number): Grey {
  const scale = Math.max(1, grey.width / widestDots, grey.height / highestDots)
  if (scale === 1) return grey
  return {
    width: Math.max(1, Math.floor(grey.width / scale)),
    height: Math.max(1, Math.floor(grey.height / scale)),
    at(x, y) {
      let sum = 0
      let count = 0
      for (let row = Math.floor(y * scale); row < Math.min(grey.height, Math.ceil((y + 1) * scale)); row++)
        for (let at = Math.floor(x * scale); at < Math.min(grey.width, Math.ceil((x + 1) * scale)); at++) {
          sum += grey.at(at, row)
          count += 1
        }
      return count === 0 ? 1 : sum / count
    },
  }
}

/** Black and white by Floyd and Steinberg: what a dot is too light or too dark is made up for by its neighbours. */
function dithered({ width, height, at }: Grey): Bitmap {
  const light = Array.from({ length: height }, (_, y) =>
    Float64Array.from({ length: width }, (_, x) => at(x, y)),
  )
  const add = (x: number, y: number, amount: number) => {
    const row = light[y]
    if (row !== undefined && x >= 0 && x < width) row[x] = (row[x] ?? 0) + amount
  }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const was = light[y]?.[x] ?? 1
      const is = was < 0.5 ? 0 : 1
      add(x, y, is - was)
      const error = was - is
      add(x + 1, y, (error * 7) / 16)
      add(x - 1, y + 1, (error * 3) / 16)
      add(x, y + 1, (error * 5) / 16)
      add(x + 1, y + 1, error / 16)
    }
  return bitmapOf(width, height, (x, y) => (light[y]?.[x] ?? 1) < 0.5)
}
