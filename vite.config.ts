import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const renderer = fileURLToPath(new URL('./renderer', import.meta.url))

/** The pages that the house serves, each at `/<app>/`; `gallery` shows the design system's parts. */
const apps = ['kiosk', 'window', 'pad', 'display', 'phone', 'booking', 'console', 'dock', 'gallery']

export default defineConfig({
  root: renderer,
  base: '/',
  publicDir: false,
  cacheDir: '../node_modules/.vite',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: fileURLToPath(new URL('./dist/pages', import.meta.url)),
    emptyOutDir: true,
    target: 'chrome118',
    // The pages' Content-Security-Policy allows no inline script and fonts from 'self' alone:
    // nothing is inlined as a data: address, and no polyfill is written into the HTML.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4000,
    rolldownOptions: {
      input: Object.fromEntries(apps.map((app) => [app, `${renderer}/${app}/index.html`])),
      // strict-policy.ts must run before the first zod schema is made, also when they share a chunk.
      output: { strictExecutionOrder: true },
    },
  },
})
