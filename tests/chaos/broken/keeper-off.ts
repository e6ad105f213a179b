import { rewriteSources } from './rewrite-sources.ts'

/** Keepers repair nothing: no lease expires, and messages lost by Redis are not republished. */
rewriteSources([
  {
    file: 'packages/core/src/use-cases/upkeep/keep.ts',
    from: 'const due = await outages.during(() => deps.jobs.due(deps.clock.now(), passSize))',
    to: 'const due: Job[] = []',
  },
  {
    file: 'packages/core/src/use-cases/upkeep/keep.ts',
    from: 'if (!(await deps.queue.wasLost())) return 0',
    to: 'if (deps) return 0',
  },
])
