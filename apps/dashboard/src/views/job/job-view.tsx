import type { JSX } from 'preact'
import { ProgressBar } from '../../parts/progress-bar.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'
import type { ViewProps } from '../../routes.ts'
import { words } from '../../words/words.ts'
import { markOf } from '../parameters/session-mark.ts'
import { Deliveries } from './deliveries.tsx'
import { JobActions } from './job-actions.tsx'
import { JobFacts, JobParameters } from './job-facts.tsx'
import { isGone, JobFailure } from './job-failure.tsx'
import { JobFiles } from './job-files.tsx'
import { JobLog } from './job-log.tsx'
import { PlanView } from './plan-view.tsx'
import { Problems } from './problems.tsx'
import { hasEnded, useLiveJob } from './use-live-job.ts'
import './job.css'
import './plan.css'
import '../parameters/parameters.css'

/** One job: how far it is, what went wrong, what it did, and what can be done with it. */
export function JobView({ names: { id = '' } }: ViewProps): JSX.Element {
  const said = words()
  const { job, error, reload } = useLiveJob(id)
  const failure = <JobFailure error={error} reload={reload} />
  if (job === null)
    return (
      <>
        <h1>{said.job.title}</h1>
        {error === null ? <p role="status">{said.app.loading}</p> : failure}
      </>
    )
  const { percent, step, message } = job.progress
  const isGoing = !hasEnded(job)
  const mark = markOf(job)
  return (
    <div class="sections">
      <h1 class="job-name">{job.job_name}</h1>
      {failure}
      <div class="job-progress">
        <p class="row">
          <span role="status">
            <StatusBadge state={job.status} />
          </span>
          {mark !== null && <span class="tag">{said.schedule.marks[mark]}</span>}
          {isGoing && <span class="number">{percent} %</span>}
          {isGoing && <span class="muted">{[step, message].filter((part) => part != null).join(': ')}</span>}
        </p>
        {isGoing && <ProgressBar percent={percent} label={said.job.progress} />}
      </div>
      {!isGone({ error }) && <JobActions job={job} onChanged={reload} />}
      <Problems job={job} />
      <JobFacts job={job} />
      <section aria-labelledby="plan">
        <h2 id="plan">{said.job.plan}</h2>
        <PlanView steps={job.steps} />
      </section>
      <JobFiles job={job} />
      <JobLog job={job} />
      <JobParameters job={job} />
      <Deliveries job={job} />
    </div>
  )
}
