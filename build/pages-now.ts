import { buildPagesIfStale } from './pages.ts'

/** `npm run build`: the pages, when their sources changed. */
await buildPagesIfStale()
