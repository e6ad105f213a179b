import type { SearchIndexState } from '@async-events/core'
import { Gauge, type Registry } from 'prom-client'

export interface SearchSources {
  state(): Promise<SearchIndexState>
  now(): Date
}

/** The state of the search index, read at a scrape. Without an answer there is no value. */
export function watchSearchIndex(registry: Registry, { state, now }: SearchSources): void {
  const gauge = (name: string, help: string, figure: (found: SearchIndexState) => number | null): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const found = await state().catch(() => null)
        const value = found && figure(found)
        if (value === null) this.remove()
        else this.set(value)
      },
    })
  }
  gauge('async_events_search_talks', 'Talks in the search index', ({ talks }) => talks)
  gauge(
    'async_events_search_lag_seconds',
    'How far the search index is behind the event log; no value while it is filled',
    ({ complete_until }) =>
      complete_until && Math.max(0, (now().getTime() - complete_until.getTime()) / 1000),
  )
}
