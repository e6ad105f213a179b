import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { Menu } from '../../parts/menu.tsx'
import { say } from '../../parts/notices.tsx'
import { copyAsCurl } from '../../service/copy-as-curl.ts'
import { saveFile } from '../../service/save-file.ts'
import { type Action, useAction } from '../../service/use-action.ts'
import { words } from '../../words/words.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'

interface Props {
  batch: Batch
  onChanged: () => void
  onDeleted: () => void
}

/** What can be done with a batch as it is now. */
export function BatchActions({ batch, onChanged, onDeleted }: Props): JSX.Element {
  const { batches: said, schedule } = words()
  const action = useAction()
  const [asks, setAsks] = useState<'cancel' | 'delete' | null>(null)
  const path = { batch_id: batch.batch_id }
  const unfinished = batch.pending_jobs + batch.processing_jobs
  const act = async (what: Parameters<Action['run']>[0], done: string): Promise<void> => {
    if (!(await action.run(what))) return
    say(done)
    onChanged()
  }
  const importAgain = async (): Promise<void> => {
    let told = schedule.unchanged
    const isDone = await action.run(async (client) => {
      const { changes } = await client.refreshBatch({ path })
      if (changes === undefined || changes.sessions.length === 0) return
      const { added, changed, moved, returned, cancelled, removed } = changes
      told = schedule.changes(added, changed + moved + returned, cancelled + removed)
    })
    if (!isDone) return
    say(told)
    onChanged()
  }
  return (
    <>
      <div class="row">
        {unfinished > 0 && (
          <Button
            isBusy={action.isBusy}
            label={`${batch.isActive ? said.pause : said.resume}: ${batch.batch_name}`}
            onClick={() =>
              void act(
                (client) => client.toggleBatchActive({ path, body: { isActive: !batch.isActive } }),
                batch.isActive ? said.wasPaused : said.wasResumed,
              )
            }
          >
            {batch.isActive ? said.pause : said.resume}
          </Button>
        )}
        {batch.failed_jobs > 0 && (
          <Button
            isBusy={action.isBusy}
            label={`${said.restartFailed}: ${batch.batch_name}`}
            onClick={() =>
              void act((client) => client.restartBatch({ path, body: { only: 'failed' } }), said.wasRestarted)
            }
          >
            {said.restartFailed}
          </Button>
        )}
        {batch.completed_jobs > 0 && (
          <Button
            isBusy={action.isBusy}
            label={`${said.download}: ${batch.batch_name}`}
            onClick={() =>
              void action.run((client) => saveFile(client, batch.batch_id, `${batch.batch_id}.zip`))
            }
          >
            {said.download}
          </Button>
        )}
        <Menu label={`${said.more}: ${batch.batch_name}`} text={said.more}>
          {unfinished > 0 && <Button onClick={() => setAsks('cancel')}>{said.cancel}</Button>}
          {batch.schedule?.schedule_url != null && (
            <Button onClick={() => void importAgain()}>{schedule.importAgain}</Button>
          )}
          <Button
            onClick={() =>
              void act(
                (client) => client.archiveBatch({ path, body: { archived: !batch.archived } }),
                batch.archived ? said.wasUnarchived : said.wasArchived,
              )
            }
          >
            {batch.archived ? said.unarchive : said.archive}
          </Button>
          <Button onClick={() => void copyAsCurl('GET', `/api/event-job/batches/${batch.batch_id}`)}>
            {said.copyCurl}
          </Button>
          <Button kind="danger" onClick={() => setAsks('delete')}>
            {said.delete}
          </Button>
        </Menu>
      </div>
      {action.error !== null && <ErrorNotice error={action.error} />}
      {asks === 'cancel' && (
        <CancelDialog
          batch={batch}
          onClose={() => setAsks(null)}
          onDone={() => {
            setAsks(null)
            onChanged()
          }}
        />
      )}
      {asks === 'delete' && (
        <DeleteDialog
          batch={batch}
          onClose={() => setAsks(null)}
          onDone={() => {
            setAsks(null)
            onDeleted()
          }}
        />
      )}
    </>
  )
}
