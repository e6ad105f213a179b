import type { JSX } from 'preact'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { changeQuery, place } from '../../router/place.ts'
import { useCaller } from '../../service/use-caller.ts'
import { words } from '../../words/words.ts'
import { type ListFilter, readFilter, writeFilter } from './batch-filter.ts'
import { BatchList } from './batch-list.tsx'
import { FilterBar } from './filter-bar.tsx'
import { SingleJobs } from './single-jobs.tsx'

/** The beginning: batches, and jobs that are in none. */
export function BatchesView(): JSX.Element {
  const { batches: said } = words()
  const filter = readFilter(place.value.query)
  const change = (part: Partial<ListFilter>): void => changeQuery(writeFilter({ ...filter, ...part }))
  return (
    <>
      <h1 class="hidden-text">{said.title}</h1>
      <nav class="tabs" aria-label={said.title}>
        <Tab isChosen={filter.tab === 'batches'} onChoose={() => change({ tab: 'batches' })}>
          {said.batches}
        </Tab>
        <Tab isChosen={filter.tab === 'jobs'} onChoose={() => change({ tab: 'jobs' })}>
          {said.singleJobs}
        </Tab>
      </nav>
      <Lists filter={filter} onChange={change} />
    </>
  )
}

interface ListsProps {
  filter: ListFilter
  onChange: (part: Partial<ListFilter>) => void
}

/** What is shown without a filter depends on who the reader is. */
function Lists({ filter, onChange }: ListsProps): JSX.Element {
  const { value: caller, error, reload } = useCaller()
  if (error !== null) return <ErrorNotice error={error} onRetry={reload} />
  if (caller === null)
    return (
      <p class="loading" role="status">
        {words().app.loading}
      </p>
    )
  return (
    <>
      <FilterBar filter={filter} caller={caller} onChange={onChange} />
      {filter.tab === 'batches' ? (
        <BatchList filter={filter} caller={caller} />
      ) : (
        <SingleJobs filter={filter} caller={caller} />
      )}
    </>
  )
}

function Tab(props: { isChosen: boolean; onChoose: () => void; children: string }): JSX.Element {
  return (
    <button type="button" class="tab" aria-pressed={props.isChosen} onClick={props.onChoose}>
      {props.children}
    </button>
  )
}
