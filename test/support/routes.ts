import type { Server } from '../../src/http/server.ts'

/** Every method and path that an app answers, such as `GET /contracts/:contract_id`, as the router itself has them. */
export function routesOf(app: Server): string[] {
  const parents: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap(line => {
      const [, indent = '', part = '', methods = ''] = /^([│ ]*)[├└]── (\S+) \((.+)\)$/.exec(line) ?? []
      if (part === '') return []
      const depth = indent.length / 4
      const parent = depth === 0 ? '' : (parents[depth - 1] ?? '')
      const path = parent.endsWith('/') && part.startsWith('/') ? parent + part.slice(1) : parent + part
      parents[depth] = path
      return methods.split(', ').map(method => `${method} ${path}`)
    })
}
