import type { JSX } from 'preact'
import { Button } from '../../parts/button.tsx'
import { words } from '../../words/words.ts'
import type { Search } from './use-search.ts'

/** Searches document and transcript; Enter goes to the next match, with Shift to the one before. */
export function SearchBar({ query, count, place, search, move }: Search): JSX.Element {
  const said = words().reader
  return (
    <search class="row">
      <input
        type="search"
        aria-label={said.search}
        placeholder={said.search}
        value={query}
        onInput={({ currentTarget: { value } }) => search(value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          move(event.shiftKey ? -1 : 1)
        }}
      />
      <span class="search-count number" role="status">
        {query.trim() !== '' && said.matches(place + 1, count)}
      </span>
      <Button label={said.previousMatch} isDisabled={count === 0} onClick={() => move(-1)}>
        ↑
      </Button>
      <Button label={said.nextMatch} isDisabled={count === 0} onClick={() => move(1)}>
        ↓
      </Button>
    </search>
  )
}
