import type { BatchCreate, JobCreate } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { words } from '../../words/words.ts'
import type { CompleteDraft } from './complete-draft.ts'
import { PlannedStart } from './planned-start.tsx'
import type { StartRequest } from './start-request.ts'

interface Props {
  drafts: readonly CompleteDraft[]
  /** Fields of the batch that were given with the drafts. */
  batch: Readonly<Record<string, unknown>>
  hasProblems: boolean
}

/** Starts what is complete: one job, or several as a batch; and shows it then. */
export function StartBar({ drafts, batch, hasProblems }: Props): JSX.Element {
  const { new: said, job } = words()
  const id = useId()
  const [name, setName] = useState('')
  const isMany = drafts.length > 1
  const isReady = drafts.length > 0 && drafts.every(({ missing }) => missing.length === 0)
  const request = requestOf(drafts, batch, name.trim())
  return (
    <div class="form start-bar">
      {isMany && (
        <div class="field narrow">
          <label for={id}>{said.batchName}</label>
          <input
            id={id}
            value={name}
            maxLength={200}
            onInput={({ currentTarget: { value } }) => setName(value)}
          />
        </div>
      )}
      <PlannedStart
        of={JSON.stringify(request)}
        isReady={isReady}
        make={() => Promise.resolve(request)}
        show={{ text: job.showPlan }}
        start={{ text: said.start(Math.max(1, drafts.length)) }}
        remark={
          <>
            {!isReady && (
              <span class="muted">{drafts.length === 0 ? said.giveFirst : said.completeFirst}</span>
            )}
            {isReady && hasProblems && <span class="doubtful">{said.withoutProblems}</span>}
          </>
        }
      />
    </div>
  )
}

/** What is wrong with them is what the service says: it checks more than this page. */
function requestOf(drafts: Props['drafts'], batch: Props['batch'], name: string): StartRequest {
  const jobs = drafts.map(({ parameters, job }) => ({ ...job, parameters }) as unknown as JobCreate)
  const [only] = jobs
  if (only !== undefined && jobs.length === 1) return { job: only }
  return { batch: { ...batch, ...(name !== '' && { batch_name: name }), jobs } as BatchCreate }
}
