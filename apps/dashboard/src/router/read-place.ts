export interface Place {
  /** Begins with a slash and ends with none, its parts still percent-encoded. */
  path: string
  query: Readonly<Record<string, string>>
}

/** Reads `#/batches/spring?status=failed`; what is no such hash is the beginning, `/`. */
export function readPlace(hash: string): Place {
  const text = hash.replace(/^#/, '')
  if (!text.startsWith('/')) return { path: '/', query: {} }
  const [path = '/', search = ''] = splitAt(text, '?')
  return { path: path.replace(/(?<=.)\/+$/, ''), query: Object.fromEntries(new URLSearchParams(search)) }
}

/** The hash of a place; empty values are left out, so that the same view always has the same address. */
export function writePlace({ path, query }: Place): string {
  const entries = Object.entries(query).filter(([, value]) => value !== '')
  const search = new URLSearchParams(entries).toString()
  return `#${path}${search === '' ? '' : `?${search}`}`
}

/** The names of `/batches/:id` in a path, decoded; null where the path does not match. */
export function matchPath(pattern: string, path: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return null
  const names: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const found = given[index] ?? ''
    if (!part.startsWith(':')) {
      if (part !== found) return null
      continue
    }
    const name = decode(found)
    if (name === null || name === '') return null
    names[part.slice(1)] = name
  }
  return names
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
