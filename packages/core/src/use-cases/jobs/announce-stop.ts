import type { Logger } from '../../ports/logger.ts'
import type { StepQueue } from '../../ports/step-queue.ts'

export interface StopDeps {
  queue: Pick<StepQueue, 'announceStop'>
  log: Pick<Logger, 'warn'>
}

/** Tells workers to stop the steps of these jobs. Never throws: without it their next heartbeat tells them. */
export async function announceStop(deps: StopDeps, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await deps.queue.announceStop(ids).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'workers were not told to stop; their next heartbeat tells them')
  })
}
