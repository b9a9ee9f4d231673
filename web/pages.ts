import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refusal } from '../contract/problems.ts'
import { sendProblem } from './problems.ts'

export interface PagesOptions {
  /** Where the built pages lie: `<app>/index.html`, and `assets/` with names that hold a hash. */
  readonly folder: string
  /** The apps to serve, such as `kiosk`; each at `/<app>` and below it. */
  readonly apps: readonly string[]
}

/** What stands in the built HTML where each request's own nonce goes. */
const noncePlace = '__CSP_NONCE__'
const assetName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$/
const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
}
const compressible = new Set(['.js', '.css', '.json', '.map', '.svg', '.webmanifest', '.txt'])
const compress = promisify(gzip)

/**
 * The policy of every page: no inline script, no eval, nothing from elsewhere. Style elements that a library
 * makes at run time carry the request's nonce.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "font-src 'self'",
    "manifest-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
  ].join('; ')
}

/** Headers that every answer of ours carries, pages and interface alike. */
export function secureHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=()',
    })
    done()
  })
}

/**
 * Serves the built pages: each app's index for any address below it (deep links are the app's own), hashed
 * assets for a year, HTML never from a cache, and each HTML with a fresh nonce in its policy.
 */
export function servePages(app: FastifyInstance, options: PagesOptions): void {
  const assets = new AssetFolder(join(options.folder, 'assets'))
  app.get<{ Params: { '*': string } }>('/assets/*', (request, reply) =>
    assets.send(request, reply, request.params['*']),
  )
  const top = new AssetFolder(options.folder)
  for (const name of ['favicon.ico', 'favicon.svg'])
    app.get(`/${name}`, (request, reply) => top.send(request, reply, name, 'no-cache'))
  for (const name of options.apps) {
    const index = (_request: FastifyRequest, reply: FastifyReply) => sendIndex(reply, options.folder, name)
    app.get(`/${name}`, index)
    app.get(`/${name}/*`, index)
  }
}

async function sendIndex(reply: FastifyReply, folder: string, name: string): Promise<FastifyReply> {
  const html = await readFile(join(folder, name, 'index.html'), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  const nonce = randomBytes(18).toString('base64')
  reply
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
  return html === null
    ? reply.code(503).header('retry-after', 10).send(notBuilt)
    : reply.send(html.replaceAll(noncePlace, nonce))
}

const notBuilt = `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>页面尚未生成</title>
<h1>页面尚未生成</h1>
<p>服务正在运行，但没有找到页面文件。请运行 npm start 重新生成页面，然后刷新。急事请找工作人员。</p>
</html>
`

interface Packed {
  readonly modifiedMs: number
  readonly bytes: Buffer
}

/** One folder of static files. Text is compressed when first asked for and kept; `.gz` beside a file is used. */
class AssetFolder {
  readonly #folder: string
  readonly #packed = new Map<string, Promise<Packed>>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    name: string,
    cache = 'public, max-age=31536000, immutable',
  ): Promise<FastifyReply> {
    // Names are those that the build gives: nothing hidden and no way out of the folder.
    if (!assetName.test(name)) return sendProblem(reply, refusal('not-found'))
    const file = join(this.#folder, name)
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) return sendProblem(reply, refusal('not-found'))
    const kind = extname(name)
    const tag = `"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`
    reply
      .type(contentTypes[kind] ?? 'application/octet-stream')
      .header('cache-control', cache)
      .header('etag', tag)
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    if (compressible.has(kind)) reply.header('vary', 'accept-encoding')
    if (!compressible.has(kind) || !acceptsGzip(request))
      return reply.header('content-length', found.size).send(createReadStream(file))
    const bytes = await this.#pack(file, found.mtimeMs)
    return reply.header('content-encoding', 'gzip').send(bytes)
  }

  async #pack(file: string, modifiedMs: number): Promise<Buffer> {
    const kept = await this.#packed.get(file)
    if (kept?.modifiedMs === modifiedMs) return kept.bytes
    const making = readFile(`${file}.gz`)
      .catch(async () => compress(await readFile(file), { level: 7 }))
      .then((bytes) => ({ modifiedMs, bytes }))
    this.#packed.set(file, making)
    // A failure is not kept: the next request tries again.
    making.catch(() => this.#packed.delete(file))
    return (await making).bytes
  }
}

function acceptsGzip(request: FastifyRequest): boolean {
  return /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}
