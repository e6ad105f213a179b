import type { Job, SessionPlace } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { CopyButton } from '../../parts/copy-button.tsx'
import { Duration, Time } from '../../parts/time.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'
import { labelOf } from '../parameters/parameter-fields.ts'
import { hasTalkTime, TalkTimeText } from './talk-time.tsx'

/** When, whose, of what. */
export function JobFacts({ job }: { job: Job }): JSX.Element {
  const said = words().job
  const { run, results } = job
  const moved_from = job.schedule?.moved_from ?? undefined
  const took =
    run.started_at !== null && run.ended_at !== null
      ? Date.parse(run.ended_at) - Date.parse(run.started_at)
      : null
  const facts: [string, ComponentChildren][] = [
    [said.created, <Time key="created" at={job.created_at} withZone />],
    [said.talkTime, hasTalkTime(job) && <TalkTimeText key="talk" job={job} />],
    [words().schedule.movedFrom, moved_from !== undefined && placeText(moved_from)],
    [said.notBefore, job.not_before !== null && <Time key="not-before" at={job.not_before} />],
    [said.took, took !== null && <Duration ms={took} />],
    [said.run, run.number > 1 && String(run.number)],
    [
      said.batch,
      job.batch_id !== null && (
        <a key="batch" href={links.batch(job.batch_id)}>
          {job.batch_id}
        </a>
      ),
    ],
    [said.owner, job.user_id],
    [said.type, job.job_type !== 'session' && job.job_type],
    [said.engine, results?.engine],
    [
      said.usage,
      results?.usage != null && said.tokens(results.usage.input_tokens + results.usage.output_tokens),
    ],
    [said.expired, job.results_expired_at !== null && <Time key="expired" at={job.results_expired_at} />],
    [said.externalId, job.external_id],
    [said.id, <code key="id">{job.job_id}</code>],
  ]
  return (
    <dl class="facts">
      {facts.map(
        ([name, value]) =>
          value !== false &&
          value != null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

const placeText = ({ day, starttime, room }: SessionPlace): string =>
  [day, starttime, room].filter((part) => part !== null).join(', ')

/** The parameters of a job, with defaults filled in. */
export function JobParameters({ job }: { job: Job }): JSX.Element {
  const said = words().job
  return (
    <section aria-labelledby="parameters">
      <div class="row">
        <h2 id="parameters">{said.parameters}</h2>
        <CopyButton text={() => JSON.stringify(job.parameters, null, 2)}>{said.copyJson}</CopyButton>
      </div>
      <dl class="facts">
        {Object.entries(job.parameters).map(([name, value]) => (
          <div key={name}>
            <dt lang="en">{labelOf(name)}</dt>
            <dd>
              <Value value={value} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const longest = 300

function Value({ value }: { value: unknown }): JSX.Element {
  if (typeof value === 'string' && /^https?:\/\//.test(value) && URL.canParse(value))
    return (
      <a href={value} rel="noreferrer">
        {value}
      </a>
    )
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return <>{value.join(', ')}</>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return <>{text.length > longest ? `${text.slice(0, longest)} …` : text}</>
}
