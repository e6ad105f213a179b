import type { Clock, Job, JobStore, Logger, StepClaim, StepClaims } from '@async-events/core'

export interface StepClaimDeps {
  claims: StepClaims
  jobs: JobStore
  clock: Clock
  log: Logger
}

/** How long a step waits for another before it looks again: a quarter of what that has taken so far. Milliseconds. */
const wait = { least: 1_000, most: 15_000, share: 0.25 }

/** Thrown for a step whose outcome another step is making at this moment. */
export class MadeElsewhere extends Error {
  readonly againInMs: number

  constructor(againInMs: number) {
    super('another step is making the same outcome')
    this.name = 'MadeElsewhere'
    this.againInMs = againInMs
  }
}

/**
 * Milliseconds after which to look again, when a running step of another job has this key; else null. Waits differ, so
 * that one of many steps looks soon after the end. A database that cannot be read makes nobody wait.
 */
export async function waitForOther(
  { claims, jobs, clock, log }: StepClaimDeps,
  key: string,
): Promise<number | null> {
  try {
    const claim = await claims.get(key)
    return claim !== null && (await isRunning(jobs, claim)) ? untilNextLook(claim, clock.now()) : null
  } catch (error) {
    log.warn({ err: error }, 'the claim of a step could not be read')
    return null
  }
}

/**
 * Takes the key for a step that runs; `release` gives it back. The step goes on without it when the database cannot be
 * reached. Throws `MadeElsewhere` when another step was faster.
 */
export async function takeClaim(
  { claims, jobs, clock, log }: StepClaimDeps,
  key: string,
  mine: Omit<StepClaim, 'taken_at'>,
): Promise<{ release(): Promise<void> }> {
  try {
    const other = await claims.get(key)
    if (other !== null && (await isRunning(jobs, other)))
      throw new MadeElsewhere(untilNextLook(other, clock.now()))
    if (!(await claims.take(key, { ...mine, taken_at: clock.now() }, other)))
      throw new MadeElsewhere(wait.least)
  } catch (error) {
    if (error instanceof MadeElsewhere) throw error
    log.warn({ err: error }, 'the claim of a step could not be taken')
  }
  return {
    release: () =>
      claims
        .release(key, mine.token)
        .catch((error: unknown) => log.warn({ err: error }, 'the claim of a step could not be given back')),
  }
}

/** The token is that of a lease: when its worker dies, the keeper ends it, and the key is free. */
async function isRunning(jobs: StepClaimDeps['jobs'], { job_id, step, token }: StepClaim): Promise<boolean> {
  const job: Job | null = await jobs.get(job_id)
  return job !== null && job.deleted_at === null && job.steps[step]?.token === token
}

function untilNextLook({ taken_at }: StepClaim, now: Date): number {
  const since = Math.max(0, now.getTime() - taken_at.getTime())
  const most = Math.min(wait.most, Math.max(wait.least, since * wait.share))
  return Math.round(most * (0.5 + 0.5 * Math.random()))
}
