import type { JSX } from 'preact'
import { Empty } from '../../parts/empty.tsx'
import { links } from '../../router/links.ts'
import { client } from '../../service/connection.ts'
import { takePages } from '../../service/take-pages.ts'
import type { Caller } from '../../service/use-caller.ts'
import { patiently } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { BatchCard } from './batch-card.tsx'
import { batchesQuery, isFiltered, type ListFilter } from './batch-filter.ts'
import { GrowingList } from './growing-list.tsx'

export function BatchList({ filter, caller }: { filter: ListFilter; caller: Caller }): JSX.Element {
  const query = batchesQuery(filter, caller)
  return (
    <GrowingList
      query={query}
      step={24}
      take={(count, service, signal) =>
        takePages(
          count,
          (page) => service.listBatches({ signal, maxRetries: patiently, query: { ...query, ...page } }),
          ({ batches }) => batches,
        )
      }
      empty={<NoBatches isFilter={isFiltered(filter)} />}
    >
      {(batches, reload) => (
        <ul class="cards">
          {batches.map((batch) => (
            <BatchCard key={batch.batch_id} batch={batch} onChanged={reload} />
          ))}
        </ul>
      )}
    </GrowingList>
  )
}

function NoBatches({ isFilter }: { isFilter: boolean }): JSX.Element {
  const { batches: said } = words()
  if (isFilter) return <Empty title={said.noneFound}>{said.noneFoundText}</Empty>
  return (
    <Empty title={said.none}>
      <p>{said.noneText}</p>
      <p>
        <a class="button button-primary" href={links.new}>
          {words().new.title}
        </a>
      </p>
      <p>
        <a href={client.value.urlOf('/docs')}>{words().app.api}</a>
      </p>
    </Empty>
  )
}
