import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { words } from '../../words/words.ts'

interface Props {
  batch: Batch
  onClose: () => void
  onDone: () => void
}

/** Says what is deleted, before it is. */
export function DeleteDialog({ batch, onClose, onDone }: Props): JSX.Element {
  const { batches: said } = words()
  const unfinished = batch.pending_jobs + batch.processing_jobs
  return (
    <ConfirmDialog
      title={said.deleteTitle(batch.batch_name)}
      confirm={said.deleteConfirm(batch.total_jobs)}
      kind="danger"
      done={said.wasDeleted}
      act={(client) => client.deleteBatch({ path: { batch_id: batch.batch_id } })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{said.deleteText}</p>
      <ul>
        <li>{said.deleteJobs(batch.total_jobs)}</li>
        {batch.completed_jobs > 0 && <li>{said.deleteDocuments(batch.completed_jobs)}</li>}
        {unfinished > 0 && <li>{said.deleteUnfinished(unfinished)}</li>}
        <li>{said.deleteLogs}</li>
      </ul>
      <p>
        <strong>{said.deleteForGood}</strong>
      </p>
    </ConfirmDialog>
  )
}
