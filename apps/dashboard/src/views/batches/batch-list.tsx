import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { client } from '../../service/connection.ts'
import { takePages } from '../../service/take-pages.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { BatchCard } from './batch-card.tsx'
import { batchesQuery, isFiltered, type ListFilter } from './batch-filter.ts'

const step = 24
const lookMs = 3000

export function BatchList({ filter }: { filter: ListFilter }): JSX.Element {
  const { batches: said, common } = words()
  const query = batchesQuery(filter)
  const key = JSON.stringify(query)
  const [shown, setShown] = useState({ key, count: step })
  const count = shown.key === key ? shown.count : step
  const { value, error, isLoading, reload } = useLoaded(
    (service, signal) =>
      takePages(
        count,
        (page) => service.listBatches({ signal, maxRetries: patiently, query: { ...query, ...page } }),
        ({ batches }) => batches,
      ),
    [key],
    { everyMs: lookMs, again: count },
  )
  if (error !== null && value === null) return <ErrorNotice error={error} onRetry={reload} />
  if (value === null)
    return (
      <p class="loading" role="status">
        {words().app.loading}
      </p>
    )
  if (value.items.length === 0) return <NoBatches isFilter={isFiltered(filter)} />
  return (
    <>
      {error !== null && <ErrorNotice error={error} onRetry={reload} />}
      <p class="muted">{said.shown(value.items.length, value.total)}</p>
      <ul class="cards">
        {value.items.map((batch) => (
          <BatchCard key={batch.batch_id} batch={batch} onChanged={reload} />
        ))}
      </ul>
      {value.hasMore && (
        <Button isBusy={isLoading} onClick={() => setShown({ key, count: count + step })}>
          {common.more}
        </Button>
      )}
    </>
  )
}

function NoBatches({ isFilter }: { isFilter: boolean }): JSX.Element {
  const { batches: said } = words()
  if (isFilter) return <Empty title={said.noneFound}>{said.noneFoundText}</Empty>
  return (
    <Empty title={said.none}>
      <p>{said.noneText}</p>
      <p>
        <a href={client.value.urlOf('/docs')}>{words().app.api}</a>
      </p>
    </Empty>
  )
}
