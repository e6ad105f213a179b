import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { words } from '../../words/words.ts'

interface Props {
  batch: Batch
  onClose: () => void
  onDone: () => void
}

export function CancelDialog({ batch, onClose, onDone }: Props): JSX.Element {
  const { batches: said } = words()
  const unfinished = batch.pending_jobs + batch.processing_jobs
  return (
    <ConfirmDialog
      title={said.cancelTitle(batch.batch_name)}
      confirm={said.cancelConfirm(unfinished)}
      kind="danger"
      done={said.wasCancelled}
      act={(client) => client.cancelBatch({ path: { batch_id: batch.batch_id } })}
      onClose={onClose}
      onDone={onDone}
    >
      <p>{said.cancelText}</p>
    </ConfirmDialog>
  )
}
