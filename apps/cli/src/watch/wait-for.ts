import type { Session } from '../session.ts'
import { endBatch, endJob } from './ending.ts'
import { type Patience, whileItGoesOn } from './going-on.ts'

/** Waits until a job has ended, and tells how. */
export async function waitForJob(session: Session, jobId: string, patience: Patience): Promise<void> {
  const job = await whileItGoesOn(session, jobId, patience, (signal) =>
    session.client.waitForJob(jobId, { signal }),
  )
  endJob(session, job)
}

/** Waits until every job of a batch has ended, and tells how. */
export async function waitForBatch(session: Session, batchId: string, patience: Patience): Promise<void> {
  const batch = await whileItGoesOn(session, batchId, patience, (signal) =>
    session.client.waitForBatch(batchId, { signal }),
  )
  endBatch(session, batch)
}
