import { findToolOnPath } from '@async-events/sandbox'
import type { ExecuteDeps } from '../src/execute-step.ts'

/** What a worker brings that runs its steps one after the other, without templates or metrics of its own. */
export const loneWorker = (): Pick<
  ExecuteDeps,
  'openProxy' | 'findTool' | 'templatesDir' | 'metrics' | 'cacheMaxAgeMs' | 'suspects' | 'onStuck'
> => ({
  openProxy: () => Promise.reject(new Error('nothing here dials by itself')),
  findTool: findToolOnPath(),
  templatesDir: null,
  metrics: { ended: () => {}, failed: () => {} },
  cacheMaxAgeMs: 60_000,
  suspects: new Set(),
  onStuck: () => {},
})
