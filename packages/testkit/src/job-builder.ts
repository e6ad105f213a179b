import {
  freshStep,
  initialAccess,
  type Job,
  newJobId,
  type Pipelines,
  type Plan,
  settle,
} from '@async-events/core'
import { z } from 'zod'

/** Scrape, then transform, then archive. */
export const pagePlan: Plan = {
  scrape: { name: 'scrape', queue: 'scrape', optional: true, needs: [], source: true },
  transform: {
    name: 'transform',
    queue: 'transform',
    optional: false,
    needs: ['scrape'],
    needs_content: true,
  },
  archive: { name: 'archive', queue: 'transform', optional: false, needs: ['transform'] },
}

/** One session with that plan: all that a worker needs of a job type. */
export const pagePipelines: Pipelines = {
  session: {
    job_type: 'session',
    parameters: z.object({}),
    urls: () => [],
    problems: async () => [],
    plan: () => pagePlan,
    weights: { scrape: 1 },
    jobName: () => '',
    fileStem: () => ({ folder: '', stem: '' }),
    results: async () => ({ files: [], markdown_path: null, archive: null, body: {} }),
  },
}

/** A job as `createJob` stores it, with overrides. */
export function buildJob(overrides: Partial<Job> = {}, plan: Plan = pagePlan): Job {
  const now = overrides.created_at ?? new Date()
  const job: Job = {
    id: newJobId(now),
    schema_version: 1,
    rev: 1,
    revision: 1,
    job_type: 'session',
    job_name: 'Conf - track - Talk',
    status: 'pending',
    parameters: {
      event: 'Conf',
      track: 'track',
      session: 'Talk',
      url: 'https://talks.example.org/1',
      filename: 'talk.md',
    },
    correction: null,
    file_stem: 'talk',
    run: { number: 1, from_step: null, started_at: null, ended_at: null },
    result_run: null,
    results_expired_at: null,
    error: null,
    warnings: [],
    steps: Object.fromEntries(Object.entries(plan).map(([id, step]) => [id, freshStep(step)])),
    hold: null,
    hold_version: 0,
    wake_at: now,
    seq: 1,
    outbox: [{ seq: 1, type: 'job.created', at: now, data: { run: 1 } }],
    batch_id: null,
    batch_place: 0,
    creation: null,
    user_id: null,
    scope: 'public',
    access_control: initialAccess(overrides.user_id ?? null),
    use_cache: true,
    priority: 5,
    not_before: null,
    external_id: null,
    metadata: {},
    trace: null,
    webhook: null,
    own_webhook: false,
    source: null,
    archived: false,
    deleted_at: null,
    created_at: now,
    updated_at: now,
    completed_at: null,
    ...overrides,
  }
  settle(job, now)
  return job
}
