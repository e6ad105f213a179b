import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '@async-events/core'
import files from '@fastify/static'
import { dashboardPolicy } from '../plugins/security-headers.ts'
import type { App, RouteDeps } from './route-deps.ts'

/** Where `npm start` and the image put the built page. */
export const builtDashboard = fileURLToPath(new URL('../../../dashboard/dist', import.meta.url))

const notBuilt =
  'The dashboard is not built: start the service with "npm start", or run "npm run build:dashboard" first. The API is described at /docs.'

/**
 * The dashboard under `/`: its page, and the files that the page names. Those have the hash of their content in their name,
 * so a browser keeps them. Each file has a route of its own, so none hides a route of the API; the views of the page are told
 * apart by the hash of the address, so no other path answers it.
 */
export async function dashboardRoutes(
  app: App,
  folder: string,
  { artifacts }: Pick<RouteDeps, 'artifacts'>,
): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) {
    app.log.warn({ folder }, 'the dashboard is not built')
    app.get('/', { schema: { hide: true } as object }, async () => {
      throw new AppError('not_found', notBuilt)
    })
    return
  }
  const policy = dashboardPolicy(artifacts.linkOrigin)
  await app.register(files, {
    root: folder,
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
    schemaHide: true,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', policy)
      reply.header(
        'cache-control',
        path.startsWith(join(folder, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
}
