import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { CheckFilter, ChoiceFilter, TextFilter } from '../../parts/filters.tsx'
import type { Caller } from '../../service/use-caller.ts'
import { words } from '../../words/words.ts'
import { isFiltered, jobStates, type ListFilter, readFilter, writeFilter } from './batch-filter.ts'

interface Props {
  filter: ListFilter
  caller: Caller
  onChange: (change: Partial<ListFilter>) => void
}

export function FilterBar({ filter, caller, onChange }: Props): JSX.Element {
  const { batches: said, common, states } = words()
  const ofBatches = filter.tab === 'batches'
  return (
    <search class="filters">
      <TextFilter label={common.search} value={filter.q} onChange={(q) => onChange({ q })} />
      <ChoiceFilter
        label={said.status}
        value={filter.status}
        options={jobStates.map((state) => [state, states[state]])}
        onChange={(status) => onChange(readFilter({ ...writeFilter(filter), status }))}
      />
      {ofBatches && (
        <ChoiceFilter
          label={said.activity}
          value={filter.active}
          options={[
            ['yes', said.active],
            ['no', said.paused],
          ]}
          onChange={(active) => onChange(readFilter({ ...writeFilter(filter), active }))}
        />
      )}
      <TextFilter label={said.owner} value={filter.owner} onChange={(owner) => onChange({ owner })} />
      {caller.kind === 'user' && filter.owner === '' && (
        <CheckFilter
          label={said.everyone}
          isChecked={filter.everyone}
          onChange={(everyone) => onChange({ everyone })}
        />
      )}
      {ofBatches && (
        <CheckFilter
          label={said.onlyArchived}
          isChecked={filter.archived}
          onChange={(archived) => onChange({ archived })}
        />
      )}
      {isFiltered(filter) && (
        <Button onClick={() => onChange({ ...readFilter({ tab: filter.tab }), everyone: filter.everyone })}>
          {said.clear}
        </Button>
      )}
    </search>
  )
}
