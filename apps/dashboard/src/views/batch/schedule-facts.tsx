import type { Batch } from '@async-events/client'
import type { JSX } from 'preact'
import { Time } from '../../parts/time.tsx'
import { words } from '../../words/words.ts'

/** Entries of a list of facts: where an imported batch came from, and when its schedule is read again. */
export function ScheduleFacts({ schedule }: Pick<Batch, 'schedule'>): JSX.Element | null {
  const { schedule: said } = words()
  if (schedule === null) return null
  const { schedule_url: url, imported_at, refresh } = schedule
  return (
    <>
      <div>
        <dt>{said.title}</dt>
        <dd>{url === null ? said.sent : <a href={url}>{URL.parse(url)?.host ?? url}</a>}</dd>
      </div>
      <div>
        <dt>{said.imported}</dt>
        <dd>
          <Time at={imported_at} />
        </dd>
      </div>
      {refresh?.next_at != null && (
        <div>
          <dt>{said.next}</dt>
          <dd>
            <Time at={refresh.next_at} />
          </dd>
        </div>
      )}
      {refresh?.last_error != null && (
        <div>
          <dt>{said.failed(refresh.failures)}</dt>
          <dd lang="en">{refresh.last_error.message}</dd>
        </div>
      )}
    </>
  )
}
