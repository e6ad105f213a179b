import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { Time } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'

/** Entries of a list of facts: whose a batch is, and since when. */
export function OwnerAndTime({ batch }: { batch: Batch }): JSX.Element {
  const { batches: said, common } = words()
  return (
    <>
      <div>
        <dt>{said.owner}</dt>
        <dd>{batch.user_id ?? common.none}</dd>
      </div>
      <div>
        <dt>{said.made}</dt>
        <dd>
          <Time at={batch.created_at} />
        </dd>
      </div>
    </>
  )
}
