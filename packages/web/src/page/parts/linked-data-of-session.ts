import type { CheerioAPI } from 'cheerio/slim'
import { adopt, isElement, newElement, newText, type PageElement } from '../tree/bounded-page.ts'
import { comparable } from './session-title.ts'

const mostObjects = 5_000

/** JSON-LD of a list with only the session of this name, below the event that holds it; none without it. */
export function linkedDataOfSession($: CheerioAPI, name: string | null): PageElement[] {
  const wanted = comparable(name ?? '')
  if (wanted === '') return []
  const found: object[] = []
  for (const script of $('script[type^="application/ld+json" i]').toArray()) {
    if (!isElement(script)) continue
    const parsed = parse($(script).text())
    if (parsed !== undefined) collect(parsed, wanted, found)
  }
  if (found.length === 0) return []
  const script = newElement($, 'script')
  script.attribs.type = 'application/ld+json'
  adopt(script, [newText($, JSON.stringify(found.slice(0, 3)))])
  return [script]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(?:<!--|\/\*<!\[CDATA\[\*\/)|(?:-->|\/\*\]\]>\*\/)\s*$/g, ''))
  } catch {
    return undefined
  }
}

function collect(root: unknown, wanted: string, found: object[]): void {
  const open: { value: unknown; event: string | null }[] = [{ value: root, event: null }]
  let seen = 0
  for (let next = open.pop(); next && seen < mostObjects; next = open.pop()) {
    const { value, event } = next
    if (typeof value !== 'object' || value === null) continue
    seen += 1
    const { name, headline } = value as { name?: unknown; headline?: unknown }
    const isSession = [name, headline].some((text) => typeof text === 'string' && comparable(text) === wanted)
    if (isSession) {
      const { subEvent: _inner, ...own } = value as Record<string, unknown>
      found.push(
        event === null || 'superEvent' in own
          ? own
          : { ...own, superEvent: { '@type': 'Event', name: event } },
      )
      continue
    }
    const inner = 'subEvent' in value && typeof name === 'string' ? name : event
    for (const child of Object.values(value)) open.push({ value: child, event: inner })
  }
}
