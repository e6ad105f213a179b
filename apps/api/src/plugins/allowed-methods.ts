import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the app, those of libraries included, with the `:name` and `*` of the router. */
    routeList: readonly Route[]
    /** Methods that a path takes; none when there is no such path. */
    methodsOf(url: string): string[]
  }
}

interface Route {
  url: string
  methods: string[]
}

/** Decorates with `routeList` and `methodsOf`. Call it before routes are added. */
export function allowedMethods(app: FastifyInstance): void {
  const routes: (Route & { pattern: RegExp })[] = []
  app.decorate('routeList', routes)
  app.addHook('onRoute', ({ url, method }) => {
    const source = url
      .split('/')
      .map((segment) => (segment === '*' ? '.+' : segment.startsWith(':') ? '[^/]+' : escapeRegex(segment)))
      .join('/')
    routes.push({ url, methods: [method].flat(), pattern: new RegExp(`^${source}$`) })
  })
  app.decorate('methodsOf', (url) => {
    const path = url.split('?', 1)[0] ?? ''
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods)
    return [...new Set(methods)].sort()
  })
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
