import type { Job } from '@async-events/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { DownloadButton } from '../../parts/download-button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { say } from '../../parts/notices.tsx'
import { links } from '../../router/links.ts'
import { useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import { RestartDialog } from './restart-dialog.tsx'
import { hasEnded } from './use-live-job.ts'

interface Props {
  job: Job
  onChanged: () => void
}

/** What can be done with a job in its state. */
export function JobActions({ job, onChanged }: Props): JSX.Element {
  const said = words().job
  const [open, setOpen] = useState<'restart' | 'delete' | null>(null)
  const cancelling = useAction()
  const isOver = hasEnded(job)
  const close = (): void => setOpen(null)
  const cancel = async (): Promise<void> => {
    const isDone = await cancelling.run((client) => client.cancelJob({ path: { job_id: job.job_id } }))
    if (isDone) say(said.cancelled)
    onChanged()
  }
  return (
    <>
      <div class="row">
        {job.results !== null && (
          <a class="button button-primary" href={links.read(job.job_id)}>
            {said.read}
          </a>
        )}
        {job.results?.archive_url != null && (
          <DownloadButton
            what={job.results.archive_url}
            filename={job.results.archive_filename ?? `${job.job_id}.zip`}
          >
            {said.downloadArchive}
          </DownloadButton>
        )}
        {isOver ? (
          <Button onClick={() => setOpen('restart')}>{said.restartDots}</Button>
        ) : (
          <Button isBusy={cancelling.isBusy} onClick={() => void cancel()}>
            {said.cancel}
          </Button>
        )}
        <Button kind="danger" onClick={() => setOpen('delete')}>
          {said.deleteDots}
        </Button>
      </div>
      {cancelling.error !== null && <ErrorNotice error={cancelling.error} />}
      {open === 'restart' && (
        <RestartDialog
          job={job}
          onClose={close}
          onRestarted={() => {
            close()
            onChanged()
          }}
        />
      )}
      {open === 'delete' && <DeleteDialog job={job} onClose={close} />}
    </>
  )
}

function DeleteDialog({ job, onClose }: { job: Job; onClose: () => void }): JSX.Element {
  const said = words().job
  return (
    <ConfirmDialog
      title={said.deleteTitle}
      confirm={said.deleteNow}
      kind="danger"
      done={said.deleted}
      act={(client) => client.deleteJob({ path: { job_id: job.job_id } })}
      onClose={onClose}
      onDone={() => {
        location.hash = job.batch_id === null ? links.batches : links.batch(job.batch_id)
      }}
    >
      <p>{said.deleteText(job.job_name)}</p>
    </ConfirmDialog>
  )
}
