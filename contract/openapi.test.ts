import { describe, expect, it } from 'vitest'
import { openApi } from './openapi.ts'
import { type RouteSpec, routes } from './routes.ts'

describe('the document of the interface', () => {
  const { paths } = openApi('大厅') as { paths: Record<string, Record<string, { 'x-who': unknown }>> }

  it('holds every route of the table with who may call it', () => {
    for (const spec of Object.values<RouteSpec>(routes)) {
      const path = `/api/v1${spec.path.replace(/:([a-zA-Z]+)/g, '{$1}')}`
      expect(paths[path]?.[spec.method.toLowerCase()]?.['x-who'], `${spec.method} ${path}`).toEqual(spec.who)
    }
  })

  it('holds what is asked at the root', () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/openapi.json'])
      expect(paths[path]?.['get']?.['x-who'], path).toEqual(['anyone'])
  })
})
