import type { Job, JobNews } from '@async-events/client'

/** What is shown of a job at work. */
export interface JobView {
  name: string
  percent: number
  /** What the step at work says of itself. */
  message: string
  run: number
  startedAt: string | null
  steps: readonly StepView[]
}

export interface StepView {
  id: string
  status: string
  /** Why it was skipped, or the error. */
  remark: string
  durationMs: number | null
}

export const jobViewOf = (job: Job): JobView => ({
  name: job.job_name,
  percent: job.progress.percent,
  message: job.progress.message ?? '',
  run: job.run.number,
  startedAt: job.started_at,
  steps: job.steps.map(({ id, status, duration_ms, error, reason }) => ({
    id,
    status,
    remark: error?.message ?? reason ?? '',
    durationMs: duration_ms,
  })),
})

/** The view after an event or a sign of progress. Events of earlier runs, which a stream begins with, change nothing. */
export function nextJobView(view: JobView, news: JobNews): JobView {
  switch (news.type) {
    case 'progress':
      return { ...view, percent: news.data.percent, message: news.data.message ?? '' }
    case 'job.step': {
      const { run, step, status, error, reason } = news.data
      if (run < view.run) return view
      const remark = error?.message ?? reason ?? ''
      const known = view.steps.some(({ id }) => id === step)
      const steps = known
        ? view.steps.map((one) => (one.id === step ? { ...one, status, remark } : one))
        : [...view.steps, { id: step, status, remark, durationMs: null }]
      return { ...view, steps }
    }
    default:
      return view
  }
}
