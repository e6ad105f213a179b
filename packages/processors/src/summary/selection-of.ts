import type { JobSelection } from '@async-events/core'

/** The jobs that a summary names. */
export const selectionOf = ({
  jobs,
  batch_id,
}: {
  jobs?: string[] | undefined
  batch_id?: string | undefined
}): JobSelection => (batch_id === undefined ? { jobs: jobs ?? [] } : { batch_id })
