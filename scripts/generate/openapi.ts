import { type AppDeps, buildApp } from '../../apps/api/src/build-app.ts'
import { heldLimits } from '../../apps/api/src/plugins/held-requests.ts'
import { noSites } from '../../apps/api/src/plugins/own-sites.ts'
import { createLogger } from '../../packages/runtime/src/logger.ts'

/** The OpenAPI document of the real app: its routes are built, none is called. */
export async function openApiDocument(): Promise<string> {
  const deps = new Proxy<Partial<AppDeps>>(
    {
      auth: 'open',
      rateLimit: null,
      wrongKeysPerMinute: 1,
      held: heldLimits,
      sites: noSites,
      trustProxy: null,
      samplesUrl: null,
      // Nowhere: the document has no route of the page.
      dashboardFolder: '',
      logger: createLogger({ name: 'generate', level: 'silent' }),
    },
    {
      get: (given, name) => (name in given ? Reflect.get(given, name) : untouchable(String(name))),
    },
  )
  const app = await buildApp(deps as AppDeps)
  await app.ready()
  const document = app.swagger() as {
    paths: Record<string, unknown>
    components: { schemas: Record<string, unknown> }
  }
  await app.close()
  // Sorted, so that moving a route or a schema to another file changes nothing.
  document.paths = sorted(document.paths)
  document.components.schemas = sorted(document.components.schemas)
  return `${JSON.stringify(document, null, 2)}\n`
}

function sorted(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A stub of a server: routes may hold it, but using it is an error. */
function untouchable(port: string): object {
  return new Proxy(
    {},
    {
      get: (_, name) => {
        throw new Error(`building the routes used ${port}.${String(name)}`)
      },
    },
  )
}
