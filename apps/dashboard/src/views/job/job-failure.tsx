import { NotFoundError } from '@async-events/client'
import type { JSX } from 'preact'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { links } from '../../router/links.ts'
import { words } from '../../words/words.ts'
import type { LiveJob } from './use-live-job.ts'

/** Whether the job was deleted, or is no longer for this reader: there is nothing more to do with it. */
export const isGone = ({ error }: Pick<LiveJob, 'error'>): boolean => error instanceof NotFoundError

/** Why a job cannot be read, or is read no more; what was read of it stays on the page. */
export function JobFailure({ error, reload }: Pick<LiveJob, 'error' | 'reload'>): JSX.Element | null {
  const said = words()
  if (error === null) return null
  return (
    <ErrorNotice error={error} {...(isGone({ error }) ? { title: said.job.gone } : { onRetry: reload })}>
      <a href={links.batches}>{said.app.toBatches}</a>
    </ErrorNotice>
  )
}
