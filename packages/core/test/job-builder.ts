import { initialAccess } from '../src/domain/access/access.ts'
import { settle } from '../src/domain/job/advance.ts'
import type { Job, Plan } from '../src/domain/job/job.ts'
import { freshStep } from '../src/domain/job/plan.ts'
import { nextWake } from '../src/domain/job/wake.ts'

export const t0 = new Date('2026-02-01T10:00:00Z')
export const at = (seconds: number): Date => new Date(t0.getTime() + seconds * 1000)

export function buildJob(plan: Plan, overrides: Partial<Job> = {}): Job {
  const job: Job = {
    id: 'job-1',
    schema_version: 1,
    rev: 1,
    revision: 1,
    job_type: 'session',
    job_name: 'a job',
    status: 'pending',
    parameters: {},
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
    wake_at: null,
    seq: 1,
    outbox: [{ seq: 1, type: 'job.created', at: t0, data: {} }],
    batch_id: null,
    batch_place: 0,
    creation: null,
    user_id: null,
    scope: 'public',
    access_control: initialAccess(null),
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
    created_at: t0,
    updated_at: t0,
    completed_at: null,
    ...overrides,
  }
  settle(job, t0)
  job.wake_at = nextWake(job, t0, { published: false })
  return job
}

/** The session pipeline in full: scrape finds the video and the slides, transform and archive are required. */
export function sessionPlan(slides: number): Plan {
  const pdfs = Object.fromEntries(
    Array.from({ length: slides }, (_, index) => [
      `pdf-${index + 1}`,
      { name: 'pdf', queue: 'pdf' as const, optional: true, needs: ['scrape'], source: true },
    ]),
  )
  return {
    scrape: { name: 'scrape', queue: 'scrape', optional: true, needs: [], source: true },
    video: {
      name: 'video',
      queue: 'video',
      optional: true,
      needs: ['scrape'],
      source: true,
      only_if: { step: 'scrape', field: 'video_url', reason: 'no_video' },
    },
    audio: {
      name: 'audio',
      queue: 'audio',
      optional: true,
      needs: ['video'],
      only_if: { step: 'video', field: 'audio', reason: 'no_video' },
    },
    ...pdfs,
    transform: {
      name: 'transform',
      queue: 'transform',
      optional: false,
      needs: ['scrape', 'video', 'audio', ...Object.keys(pdfs)],
      needs_content: true,
    },
    archive: { name: 'archive', queue: 'transform', optional: false, needs: ['transform'] },
  }
}
