import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { CheckFilter, ChoiceFilter, TextFilter } from '../../parts/filters.tsx'
import { words } from '../../words/words.ts'
import { isFiltered, jobStates, type ListFilter, readFilter } from './batch-filter.ts'

interface Props {
  filter: ListFilter
  onChange: (change: Partial<ListFilter>) => void
}

export function FilterBar({ filter, onChange }: Props): JSX.Element {
  const { batches: said, common, states } = words()
  const ofBatches = filter.tab === 'batches'
  return (
    <search class="filters">
      <TextFilter label={common.search} value={filter.q} onChange={(q) => onChange({ q })} />
      <ChoiceFilter
        label={said.status}
        value={filter.status}
        options={jobStates.map((state) => [state, states[state]])}
        onChange={(status) => onChange(readFilter({ ...filterText(filter), status }))}
      />
      {ofBatches && (
        <ChoiceFilter
          label={said.activity}
          value={filter.active}
          options={[
            ['yes', said.active],
            ['no', said.paused],
          ]}
          onChange={(active) => onChange(readFilter({ ...filterText(filter), active }))}
        />
      )}
      <TextFilter label={said.owner} value={filter.owner} onChange={(owner) => onChange({ owner })} />
      {ofBatches && (
        <CheckFilter
          label={said.onlyArchived}
          isChecked={filter.archived}
          onChange={(archived) => onChange({ archived })}
        />
      )}
      {isFiltered(filter) && (
        <Button onClick={() => onChange(readFilter({ tab: filter.tab }))}>{said.clear}</Button>
      )}
    </search>
  )
}

const filterText = ({ tab, q, owner, status, active, archived }: ListFilter): Record<string, string> => ({
  tab,
  q,
  owner,
  status,
  active,
  archived: archived ? 'yes' : '',
})
