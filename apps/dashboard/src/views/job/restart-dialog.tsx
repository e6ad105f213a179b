import type { Job, JobRestart, PlannedRun } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { CheckBox } from '../../parts/check-box.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import { changedParameters } from '../parameters/changed-parameters.ts'
import { ParameterForm, type Values } from '../parameters/parameter-form.tsx'
import { useParameterFields } from '../parameters/use-parameter-fields.ts'
import { PlanTable } from './plan-table.tsx'

interface Props {
  job: Job
  onClose: () => void
  onRestarted: () => void
}

/** Asks what to run again and with what, shows what that would do, and does it then. */
export function RestartDialog({ job, onClose, onRestarted }: Props): JSX.Element {
  const said = words().job
  const id = useId()
  const [fromStep, setFromStep] = useState('')
  const [usesCache, setUsesCache] = useState(job.use_cache)
  const [changes, setChanges] = useState<Values>({})
  const [shown, setShown] = useState<{ request: string; plan: PlannedRun } | null>(null)
  const planning = useAction()
  const restarting = useAction()

  const parameters = changedParameters(job.parameters, { ...job.parameters, ...changes })
  const request: JobRestart = {
    ...(fromStep !== '' && { from_step: fromStep }),
    ...(usesCache !== job.use_cache && { use_cache: usesCache }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  }
  // A plan is of one request: after a change it is asked for again.
  const key = JSON.stringify(request)
  const plan = shown !== null && shown.request === key ? shown.plan : null
  const given = { path: { job_id: job.job_id }, body: request }

  const showPlan = (): Promise<unknown> =>
    planning.run(async (client) => {
      const answer = await client.planJobRestart(given)
      setShown({ request: key, plan: answer.plan })
    })
  const restart = async (): Promise<void> => {
    if (!(await restarting.run((client) => client.restartJob(given)))) return
    say(said.restarted)
    onRestarted()
  }

  const processors = [...new Set(job.steps.map(({ name }) => name))]
  return (
    <Dialog title={said.restart} onClose={onClose}>
      <div class="form">
        <div class="row">
          <label for={`${id}-step`}>{said.fromStep}</label>
          <select
            id={`${id}-step`}
            value={fromStep}
            onChange={({ currentTarget: { value } }) => setFromStep(value)}
          >
            <option value="">{said.fromStart}</option>
            {processors.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </select>
          <CheckBox label={said.useCache} isChecked={usesCache} onChange={setUsesCache} />
        </div>
        <details>
          <summary>{said.changeParameters(Object.keys(parameters).length)}</summary>
          <ChangedForm job={job} changes={changes} onChange={setChanges} />
        </details>
        {planning.error !== null && <ErrorNotice error={planning.error} />}
        {restarting.error !== null && <ErrorNotice error={restarting.error} />}
        <div role="status">{plan !== null && <PlanTable plan={plan} estimate={said.estimate} />}</div>
        <div class="row">
          {plan === null ? (
            <Button kind="primary" isBusy={planning.isBusy} onClick={() => void showPlan()}>
              {said.showPlan}
            </Button>
          ) : (
            <Button kind="primary" isBusy={restarting.isBusy} onClick={() => void restart()}>
              {said.restartNow}
            </Button>
          )}
          <Button onClick={onClose}>{words().common.cancel}</Button>
        </div>
      </div>
    </Dialog>
  )
}

interface FormProps {
  job: Job
  changes: Values
  onChange: (changes: Values) => void
}

function ChangedForm({ job, changes, onChange }: FormProps): JSX.Element {
  const { value, error, reload } = useParameterFields(job.job_type)
  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />
  if (value === null) return <p role="status">{words().app.loading}</p>
  return (
    <ParameterForm
      fields={value}
      values={{ ...job.parameters, ...changes }}
      onChange={(name, given) => onChange({ ...changes, [name]: given })}
      isRequired={(name) => value.some((field) => field.name === name && field.isRequired)}
    />
  )
}
