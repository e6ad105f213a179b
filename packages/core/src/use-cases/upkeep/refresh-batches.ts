import type { Principal } from '../../domain/access/access.ts'
import { toAppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { Logger } from '../../ports/logger.ts'
import { type ImportAgainDeps, refreshBatch } from '../jobs/import-again.ts'
import { nextRefresh } from '../jobs/import-schedule.ts'
import { continues, type Pass } from './pass.ts'

export interface RefreshDeps extends ImportAgainDeps {
  batches: ImportAgainDeps['batches'] & Pick<BatchStore, 'refreshDue' | 'claimRefresh' | 'setRefreshError'>
  log: Pick<Logger, 'info' | 'warn'>
}

/** Batches that one pass looks at. */
const passSize = 20

/**
 * Imports the schedules again whose time has come, each with the rights of its batch's owner. Any number of keepers may run it at once: who
 * sets the next time does it. One that fails is told in its batch and tried again the next time. Returns how many there were.
 */
export async function refreshBatches(deps: RefreshDeps, pass: Pass = {}): Promise<number> {
  const due = await deps.batches.refreshDue(deps.clock.now(), passSize)
  for (const batch of due) {
    if (!continues(pass)) break
    const { refresh } = batch.source ?? {}
    const next = refresh ? nextRefresh(refresh, deps.clock.now()) : null
    if (await deps.batches.claimRefresh(batch, next)) await refreshOne(deps, batch)
  }
  return due.length
}

async function refreshOne(deps: RefreshDeps, batch: Batch): Promise<void> {
  try {
    const { changes } = await refreshBatch(deps, batch, { principal: principalOf(batch) })
    const { sessions, ...counts } = changes
    if (sessions.length > 0) deps.log.info({ batch_id: batch.id, ...counts }, 'a schedule has changed')
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    deps.log.warn({ err: thrown, batch_id: batch.id }, 'a schedule could not be imported again')
    await deps.batches.setRefreshError(batch.id, { code, message }, deps.clock.now())
  }
}

const principalOf = ({ user_id }: Batch): Principal =>
  user_id === null ? { kind: 'anonymous' } : { kind: 'user', id: user_id }
