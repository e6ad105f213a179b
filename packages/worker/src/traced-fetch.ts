import { inSpan, type SafeFetch, type Tracing } from '@async-events/core'

/** A span for each fetch below the step that does it. The site is told no trace, and queries are left out: they may be secrets. */
export function tracedFetch(fetch: SafeFetch, tracing: Tracing): SafeFetch {
  if (!tracing.isOn) return fetch
  return (request) => {
    const url = URL.parse(request.url)
    const attributes = {
      'http.request.method': 'GET',
      'server.address': url?.hostname,
      'url.full': url === null ? undefined : `${url.origin}${url.pathname}`,
    }
    return inSpan(tracing, 'GET', { kind: 'client', parent: tracing.active(), attributes }, async (span) => {
      const fetched = await fetch(request)
      span.set({ 'http.response.status_code': fetched.status, 'http.response.body.size': fetched.bytes })
      return fetched
    })
  }
}
