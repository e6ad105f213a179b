/** What a name of the fake internet leads to. */
export type NameAnswer =
  /** The system's addresses of it, each time. */
  | { addresses: string[] }
  /** The first look-up of a process gets the one, all later ones the other. */
  | { first: string[]; later: string[] }
  /** A code of `getaddrinfo`. */
  | { error: 'ENOTFOUND' | 'EAI_AGAIN' }
  | { silent: true }

/** By the name itself or its ending: an entry `a.example` is for `b.a.example` too. */
export type NameTable = Record<string, NameAnswer>

/** `NODE_OPTIONS` with which every process of the service asks this table instead of the system. */
export function preloadNames(table: NameTable): string {
  const preload = new URL('names-preload.ts', import.meta.url)
  preload.searchParams.set('table', Buffer.from(JSON.stringify(table)).toString('base64url'))
  return `--import=${preload.href}`
}

export function readNameTable(url: string): NameTable {
  const text = new URL(url).searchParams.get('table') ?? ''
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as NameTable
}
