import type { JSX } from 'preact'
import { changeQuery, place } from '../../router/place.ts'
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
      <FilterBar filter={filter} onChange={change} />
      {filter.tab === 'batches' ? <BatchList filter={filter} /> : <SingleJobs filter={filter} />}
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
