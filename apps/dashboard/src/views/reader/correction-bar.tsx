import type { Job, TranscriptSegment } from '@async-events/client'
import { PreconditionFailedError } from '@async-events/client'
import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import { hasEnded } from '../job/use-live-job.ts'

interface Props {
  job: Job
  /** Corrected and not yet saved; null without changes. */
  changed: { lines: readonly TranscriptSegment[]; count: number } | null
  etag: string | null
  onSaved: () => void
  onDiscard: () => void
}

/** Saves corrected lines, which writes the document anew, or goes back to what was heard. */
export function CorrectionBar({ job, changed, etag, onSaved, onDiscard }: Props): JSX.Element {
  const said = words().reader
  const { run, isBusy, error, forget } = useAction()
  const path = { job_id: job.job_id }
  const isOver = hasEnded(job)
  const save = async (): Promise<void> => {
    if (changed === null) return
    const isDone = await run((client) =>
      client.correctTranscript({
        path,
        header: etag === null ? {} : { 'if-match': etag },
        body: [...changed.lines],
      }),
    )
    if (!isDone) return
    say(said.saved)
    onSaved()
  }
  const goBack = async (): Promise<void> => {
    if (!(await run((client) => client.removeCorrection({ path })))) return
    say(said.removed)
    onSaved()
  }
  const discard = (): void => {
    forget()
    onDiscard()
  }
  return (
    <div class="correction">
      {changed !== null && (
        <p class="row notice notice-warn">
          <span role="status">{said.changedLines(changed.count)}</span>
          <Button kind="primary" isBusy={isBusy} isDisabled={!isOver} onClick={() => void save()}>
            {said.save}
          </Button>
          <Button onClick={discard}>{said.discard}</Button>
        </p>
      )}
      {!isOver && (
        <p class="notice" role="status">
          {said.beingWritten(job.progress.percent)}
        </p>
      )}
      {changed === null && isOver && job.correction !== null && (
        <p class="row muted">
          {said.corrected}
          <Button isBusy={isBusy} onClick={() => void goBack()}>
            {said.asHeard}
          </Button>
        </p>
      )}
      {error !== null && (
        <ErrorNotice error={error}>
          {error instanceof PreconditionFailedError && <Button onClick={discard}>{said.loadAgain}</Button>}
        </ErrorNotice>
      )}
    </div>
  )
}
