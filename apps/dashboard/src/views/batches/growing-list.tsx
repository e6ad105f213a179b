import type { Client } from '@async-events/client'
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import type { Taken } from '../../service/take-pages.ts'
import { useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'

interface Props<Item> {
  /** What is asked for; another one begins anew. */
  query: object
  /** How many are shown at first, and how many more each time. */
  step: number
  take: (count: number, client: Client, signal: AbortSignal) => Promise<Taken<Item>>
  /** Instead of nothing. */
  empty: ComponentChildren
  children: (items: readonly Item[], reload: () => void) => ComponentChildren
}

const lookMs = 3000

/** A list of the service as it is now, that the reader makes longer. */
export function GrowingList<Item>({ query, step, take, empty, children }: Props<Item>): JSX.Element {
  const { batches: said, common, app } = words()
  const key = JSON.stringify(query)
  const [shown, setShown] = useState({ key, count: step })
  const count = shown.key === key ? shown.count : step
  const { value, error, isLoading, reload } = useLoaded(
    (client, signal) => take(count, client, signal),
    [key],
    { everyMs: lookMs, again: count },
  )
  if (error !== null && value === null) return <ErrorNotice error={error} onRetry={reload} />
  if (value === null)
    return (
      <p class="loading" role="status">
        {app.loading}
      </p>
    )
  if (value.items.length === 0) return <>{empty}</>
  return (
    <>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      <p class="muted">{said.shown(value.items.length, value.total)}</p>
      {children(value.items, reload)}
      {value.hasMore && (
        <Button isBusy={isLoading} onClick={() => setShown({ key, count: count + step })}>
          {common.more}
        </Button>
      )}
    </>
  )
}
