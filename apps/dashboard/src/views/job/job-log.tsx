import { type Job, type JobLogLine, NotFoundError } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { language, words } from '../../words/words.ts'
import { hasEnded } from './use-live-job.ts'

/** Lines that are shown at first: the newest. */
const shownAtFirst = 200

/** The log of a run, live while it goes on; that of another run next to it. */
export function JobLog({ job }: { job: Job }): JSX.Element {
  const said = words().job
  const newest = job.run.number
  const [run, setRun] = useState<number | null>(null)
  const [other, setOther] = useState<number | null>(null)
  const runs = Array.from({ length: newest }, (_, at) => newest - at)
  return (
    <section aria-labelledby="log">
      <div class="row">
        <h2 id="log">{said.log}</h2>
        {newest > 1 && (
          <>
            <RunChoice label={said.run} runs={runs} value={run ?? newest} onChange={setRun} />
            <RunChoice
              label={said.compareWith}
              runs={runs.filter((one) => one !== (run ?? newest))}
              value={other}
              onChange={setOther}
            />
          </>
        )}
      </div>
      <div class={other === null ? '' : 'sides'}>
        <RunLog job={job} run={run ?? newest} />
        {other !== null && other <= newest && <RunLog job={job} run={other} />}
      </div>
    </section>
  )
}

interface ChoiceProps {
  label: string
  runs: readonly number[]
  value: number | null
  onChange: (run: number | null) => void
}

function RunChoice({ label, runs, value, onChange }: ChoiceProps): JSX.Element {
  return (
    <label class="row">
      {label}
      <select
        value={value === null ? '' : String(value)}
        onChange={({ currentTarget: { value: chosen } }) => onChange(chosen === '' ? null : Number(chosen))}
      >
        {(value === null || label === words().job.compareWith) && (
          <option value="">{words().common.none}</option>
        )}
        {runs.map((run) => (
          <option key={run} value={String(run)}>
            {run}
          </option>
        ))}
      </select>
    </label>
  )
}

function RunLog({ job, run }: { job: Job; run: number }): JSX.Element {
  const said = words().job
  const id = useId()
  const [isWhole, setWhole] = useState(false)
  const isLive = run === job.run.number && !hasEnded(job)
  const { value, error, reload } = useLoaded(
    (client, signal) =>
      client.listJobLogs({ path: { job_id: job.job_id }, query: { run }, signal, maxRetries: patiently }),
    [job.job_id, run],
    isLive ? { everyMs: 2000 } : {},
  )
  if (error !== null && value === null && !(error instanceof NotFoundError))
    return <ErrorNotice error={error} onRetry={reload} />
  const lines = value?.lines ?? []
  const shown = isWhole ? lines : lines.slice(-shownAtFirst)
  return (
    <div>
      <p id={id} class="muted">
        {said.linesOfRun(run, lines.length)}
      </p>
      {shown.length < lines.length && (
        <Button onClick={() => setWhole(true)}>{said.allLines(lines.length)}</Button>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard (WCAG 2.1.1). */}
      <div class="log" role="log" aria-labelledby={id} aria-live="off" tabIndex={0}>
        {value !== null && lines.length === 0 && <p class="muted">{said.noLog}</p>}
        {shown.map((line, at) => (
          <LogLine key={lines.length - shown.length + at} line={line} />
        ))}
      </div>
    </div>
  )
}

function LogLine({ line }: { line: JobLogLine }): JSX.Element {
  const { at, level, step, message, data } = line
  const time = new Intl.DateTimeFormat(language.value, { timeStyle: 'medium' }).format(new Date(at))
  const more = Object.keys(data).length === 0 ? '' : JSON.stringify(data)
  return (
    <p class={`log-line log-${level}`}>
      <time dateTime={at} class="number muted">
        {time}
      </time>{' '}
      {level !== 'info' && <strong>{level} </strong>}
      <span class="log-step">{step}</span> {message} {more !== '' && <code class="muted">{more}</code>}
    </p>
  )
}
