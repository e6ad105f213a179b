import { signal } from '@preact/signals'

/** Who asks, and where. */
export interface Session {
  /** Address of the service, as the client takes it. */
  base: string
  /** Kept until the tab is closed, and nowhere else. */
  apiKey: string | null
  /** Sent as `X-User-ID`, which a service without keys believes. */
  userId: string | null
}

const names = { base: 'async-events.service', apiKey: 'async-events.api-key', userId: 'async-events.user-id' }

export const session = signal<Session>({
  base: localStorage.getItem(names.base) ?? ownBase(),
  apiKey: sessionStorage.getItem(names.apiKey),
  userId: sessionStorage.getItem(names.userId),
})

/** Takes the change over at once, for every view: the client is made anew. */
export function changeSession(change: Partial<Session>): void {
  const next = { ...session.value, ...change }
  keep(localStorage, names.base, next.base === ownBase() ? null : next.base)
  keep(sessionStorage, names.apiKey, next.apiKey)
  keep(sessionStorage, names.userId, next.userId)
  session.value = next
}

/** What the page was told when it was deployed, else the folder that it comes from. */
export function ownBase(): string {
  const stated = document.querySelector<HTMLMetaElement>('meta[name="service"]')?.content ?? ''
  return stated === '' ? new URL('.', location.href).href.replace(/\/$/, '') : stated
}

function keep(storage: Storage, name: string, value: string | null): void {
  if (value === null || value === '') storage.removeItem(name)
  else storage.setItem(name, value)
}
