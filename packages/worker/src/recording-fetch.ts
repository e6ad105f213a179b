import type { FetchedSource, SafeFetch } from '@async-events/core'

/** A fetch that records the validators of each response, so that a cached outcome can be revalidated later. */
export function recordingFetch(fetch: SafeFetch): { fetch: SafeFetch; sources(): FetchedSource[] } {
  const sources = new Map<string, FetchedSource>()
  return {
    async fetch(request) {
      const fetched = await fetch(request)
      sources.set(request.url, {
        url: request.url,
        etag: fetched.headers.etag ?? null,
        last_modified: fetched.headers['last-modified'] ?? null,
      })
      return fetched
    },
    sources: () => [...sources.values()],
  }
}
