import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { secureHeaders, servePages } from './pages.ts'
import { installProblems } from './problems.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pages-'))
  mkdirSync(join(folder, 'kiosk'))
  mkdirSync(join(folder, 'assets', 'deep'), { recursive: true })
  const html = '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="/assets/a-1f.js"></script>'
  writeFileSync(join(folder, 'kiosk', 'index.html'), html)
  writeFileSync(join(folder, 'assets', 'a-1f.js'), 'console.log("自助取号")\n'.repeat(50))
  writeFileSync(join(folder, 'assets', 'b-2f.css'), 'body{}')
  writeFileSync(join(folder, 'assets', 'b-2f.css.gz'), gzipSync('made at build time'))
  writeFileSync(join(folder, 'assets', 'noto.woff2'), Buffer.from([1, 2, 3]))
  writeFileSync(join(folder, 'secret.txt'), 'secret')
})
afterAll(() => rmSync(folder, { recursive: true }))

function served(at = folder) {
  const app = fastify()
  installProblems(app)
  secureHeaders(app)
  servePages(app, { folder: at, apps: ['kiosk', 'window'] })
  return app
}
const gzipped = { 'accept-encoding': 'gzip, br' }

describe('pages', () => {
  it('gives an app at its address, with a slash, and below it', async () => {
    const app = served()
    for (const url of ['/kiosk', '/kiosk/', '/kiosk/items/42?x=1']) {
      const answer = await app.inject({ method: 'GET', url })
      expect(answer.statusCode, url).toBe(200)
      expect(answer.headers['content-type']).toContain('text/html')
      expect(answer.headers['cache-control']).toBe('no-store')
    }
  })

  it('gives each HTML a fresh nonce, in the page and in a policy without unsafe words', async () => {
    const app = served()
    const nonces = new Set<string>()
    for (let n = 0; n < 2; n++) {
      const answer = await app.inject({ method: 'GET', url: '/kiosk/' })
      const nonce = /content="([^"]+)"/.exec(answer.body)?.[1] ?? ''
      const policy = String(answer.headers['content-security-policy'])
      expect(policy).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(policy).toContain("script-src 'self';")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      expect(answer.headers['referrer-policy']).toBe('no-referrer')
      expect(answer.headers['permissions-policy']).toContain('camera=()')
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(2)
    expect([...nonces][0]).toHaveLength(24)
  })

  it('compresses text when asked, keeps what the build compressed, and never compresses fonts', async () => {
    const app = served()
    for (let n = 0; n < 2; n++) {
      const script = await app.inject({ method: 'GET', url: '/assets/a-1f.js', headers: gzipped })
      expect(script.headers['content-encoding']).toBe('gzip')
      expect(gunzipSync(script.rawPayload).toString()).toContain('自助取号')
    }
    const style = await app.inject({ method: 'GET', url: '/assets/b-2f.css', headers: gzipped })
    expect(gunzipSync(style.rawPayload).toString()).toBe('made at build time')
    const plain = await app.inject({ method: 'GET', url: '/assets/b-2f.css' })
    expect([plain.headers['content-encoding'], plain.body]).toEqual([undefined, 'body{}'])
    const font = await app.inject({ method: 'GET', url: '/assets/noto.woff2', headers: gzipped })
    expect(font.headers['content-encoding']).toBeUndefined()
    expect([...font.rawPayload]).toEqual([1, 2, 3])
  })

  it('lets hashed assets be kept for a year, and answers a known tag with 304', async () => {
    const app = served()
    const first = await app.inject({ method: 'GET', url: '/assets/noto.woff2' })
    expect(first.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const again = await app.inject({
      method: 'GET',
      url: '/assets/noto.woff2',
      headers: { 'if-none-match': String(first.headers['etag']) },
    })
    expect(again.statusCode).toBe(304)
  })

  it('serves nothing outside its folder, nothing hidden, and no folder', async () => {
    const app = served()
    for (const name of [
      '../secret.txt',
      '..%2fsecret.txt',
      '%2e%2e/secret.txt',
      '.git',
      'deep',
      'none.js',
      '',
    ]) {
      const answer = await app.inject({ method: 'GET', url: `/assets/${name}` })
      expect(answer.statusCode, name).toBe(404)
      expect(answer.body).not.toContain('secret"')
    }
  })

  it('says in one page that the pages were not built', async () => {
    const answer = await served(join(folder, 'nowhere')).inject({ method: 'GET', url: '/window/' })
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('页面尚未生成')
  })
})
