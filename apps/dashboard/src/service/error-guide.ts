import type { Client } from '@async-events/client'

export interface ErrorAdvice {
  cause: string
  remedy: string
}

const guides = new WeakMap<Client, Promise<ReadonlyMap<string, ErrorAdvice>>>()

/** What the service's page of errors says of each code: read once, so that it is written in one place. */
export function readErrorGuide(client: Client): Promise<ReadonlyMap<string, ErrorAdvice>> {
  const known = guides.get(client)
  if (known) return known
  const reading = fetchGuide(client)
  guides.set(client, reading)
  // A service that was away is asked again by the next view.
  reading.catch(() => guides.delete(client))
  return reading
}

/** Where the service explains a code. */
export const errorPageOf = (client: Client, code: string): string =>
  client.urlOf(`/docs/errors#${encodeURIComponent(code)}`)

async function fetchGuide(client: Client): Promise<ReadonlyMap<string, ErrorAdvice>> {
  const response = await client.fetchFile('/docs/errors')
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const entries = [...page.querySelectorAll('article[id]')].map((article): [string, ErrorAdvice] => {
    const paragraphs = [...article.querySelectorAll('p')]
    const last = paragraphs.at(-1)
    // "What to do." is a heading of the paragraph.
    last?.querySelector('strong')?.remove()
    const [cause, remedy] = [paragraphs.at(-2), last].map((one) => one?.textContent.trim() ?? '')
    return [article.id, { cause: cause ?? '', remedy: remedy ?? '' }]
  })
  return new Map(entries)
}
