import { computed, signal } from '@preact/signals'
import { type Place, readPlace, writePlace } from './read-place.ts'

const hash = signal(location.hash)
addEventListener('hashchange', () => {
  hash.value = location.hash
})

/** Where the reader is: what the hash of the address says. */
export const place = computed<Place>(() => readPlace(hash.value))

/** Goes to a path such as `/batches/spring`; with a step in the history of the browser. */
export function go(path: string, query: Readonly<Record<string, string>> = {}): void {
  location.hash = writePlace({ path, query })
}

/** Changes the query of the address without a step in the history; an empty value removes its name. */
export function changeQuery(change: Readonly<Record<string, string>>): void {
  const { path, query } = place.value
  history.replaceState(null, '', writePlace({ path, query: { ...query, ...change } }))
  hash.value = location.hash
}
