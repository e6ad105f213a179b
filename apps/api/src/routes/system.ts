import type { Principal, SearchIndexState } from '@async-events/core'
import { errorsOf } from '../schemas/errors.ts'
import { system } from '../schemas/system.ts'
import type { App, RouteDeps } from './route-deps.ts'

export function systemRoutes(
  app: App,
  { workers, artifacts, clock, search }: Pick<RouteDeps, 'workers' | 'artifacts' | 'clock' | 'search'>,
): void {
  app.get(
    '/system',
    {
      schema: {
        operationId: 'getSystem',
        summary: 'Who asks, and what the service has: workers with their engines, storage, search',
        tags: ['service'],
        response: { 200: system, ...errorsOf() },
      },
    },
    async (request) => {
      // One that is away does not hide the other; /readyz says why.
      const [seen, space, index] = await Promise.all([
        workers.seen(clock.now()).catch(() => null),
        artifacts.space().catch(() => null),
        search?.state().catch(() => null) ?? null,
      ])
      return {
        status: 'success' as const,
        caller: callerOf(request.principal),
        workers:
          seen?.map(({ id: _, started_at, seen_at, ...worker }) => ({
            ...worker,
            started_at: started_at.toISOString(),
            seen_at: seen_at.toISOString(),
          })) ?? null,
        storage: space && { driver: space.driver, free_bytes: space.free, total_bytes: space.total },
        search: index && searchState(index, clock.now()),
      }
    },
  )
}

const searchState = ({ engine, talks, complete_until, bytes }: SearchIndexState, now: Date) => ({
  engine,
  talks,
  is_filling: complete_until === null,
  lag_seconds: complete_until && Math.max(0, now.getTime() - complete_until.getTime()) / 1000,
  bytes,
})

const callerOf = (principal: Principal) => ({
  kind: principal.kind,
  user_id: principal.kind === 'user' ? principal.id : null,
})
