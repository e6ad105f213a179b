import type { BatchCreate, JobCreate } from '@async-events/client'
import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import type { CompleteDraft } from './complete-draft.ts'
import { startJob } from './start-job.ts'

interface Props {
  drafts: readonly CompleteDraft[]
  /** Fields of the batch that were given with the drafts. */
  batch: Readonly<Record<string, unknown>>
  hasProblems: boolean
}

/** Starts what is complete: one job, or several as a batch; and shows it then. */
export function StartBar({ drafts, batch, hasProblems }: Props): JSX.Element {
  const { new: said } = words()
  const id = useId()
  const { run, isBusy, error } = useAction()
  const [name, setName] = useState('')
  const isMany = drafts.length > 1
  const isReady = drafts.length > 0 && drafts.every(({ missing }) => missing.length === 0)

  const start = async (): Promise<void> => {
    // What is wrong with them is what the service says: it checks more than this page.
    const jobs = drafts.map(({ parameters, job }) => ({ ...job, parameters }) as unknown as JobCreate)
    const [first] = jobs
    await run(async (client) => {
      if (isMany) {
        const body = { ...batch, ...(name.trim() !== '' && { batch_name: name.trim() }), jobs } as BatchCreate
        const { batch: made } = await client.createBatch({ body })
        say(said.started(jobs.length))
        location.hash = links.batch(made.batch_id)
      } else if (first !== undefined) await startJob(client, first)
    })
  }
  return (
    <form
      class="form start-bar"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void start()
      }}
    >
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
      {error !== null && <ErrorNotice error={error} />}
      <div class="row">
        <Button type="submit" kind="primary" isBusy={isBusy} isDisabled={!isReady}>
          {said.start(Math.max(1, drafts.length))}
        </Button>
        {!isReady && <span class="muted">{drafts.length === 0 ? said.giveFirst : said.completeFirst}</span>}
        {isReady && hasProblems && <span class="doubtful">{said.withoutProblems}</span>}
      </div>
    </form>
  )
}
