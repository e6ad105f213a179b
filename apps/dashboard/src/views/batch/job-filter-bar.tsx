import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { CheckFilter, ChoiceFilter, TextFilter } from '../../parts/filters.tsx'
import { words } from '../../words/words.ts'
import { jobStates } from '../batches/batch-filter.ts'
import { type JobFilter, readJobFilter, sortKeys } from './job-filter.ts'

interface Props {
  filter: JobFilter
  onChange: (change: Partial<JobFilter>) => void
  onShowKeys: () => void
}

export function JobFilterBar({ filter, onChange, onShowKeys }: Props): JSX.Element {
  const { batch: said, batches, common, states } = words()
  const isTable = filter.show === 'table'
  return (
    <search class="filters batch-filters">
      <div class="row">
        <Button isPressed={isTable} onClick={() => onChange({ show: 'table' })}>
          {said.table}
        </Button>
        <Button isPressed={!isTable} onClick={() => onChange({ show: 'timeline' })}>
          {said.timeline}
        </Button>
      </div>
      {isTable && (
        <>
          <TextFilter
            id="job-search"
            label={common.search}
            value={filter.q}
            onChange={(q) => onChange({ q })}
          />
          <ChoiceFilter
            label={batches.status}
            value={filter.status}
            options={jobStates.map((state) => [state, states[state]])}
            onChange={(status) => onChange({ status: readJobFilter({ status }).status })}
          />
          {/* On a phone the heads of the columns are not shown. */}
          <ChoiceSort filter={filter} onChange={onChange} />
          <CheckFilter
            label={said.onlyWarned}
            isChecked={filter.warned}
            onChange={(warned) => onChange({ warned })}
          />
        </>
      )}
      <Button onClick={onShowKeys}>{said.keys}</Button>
    </search>
  )
}

function ChoiceSort({ filter, onChange }: Omit<Props, 'onShowKeys'>): JSX.Element {
  const { batch: said } = words()
  return (
    <div class="filter">
      <label for="job-sort">{said.order}</label>
      <select
        id="job-sort"
        value={`${filter.isDescending ? '-' : ''}${filter.sort}`}
        onChange={({ currentTarget }) => {
          const { sort, isDescending } = readJobFilter({ sort: currentTarget.value })
          onChange({ sort, isDescending })
        }}
      >
        {sortKeys.flatMap((key) => [
          <option key={key} value={key}>
            {said.columns[key]} ↑
          </option>,
          <option key={`-${key}`} value={`-${key}`}>
            {said.columns[key]} ↓
          </option>,
        ])}
      </select>
    </div>
  )
}
