import type { Report } from '../stated.ts'
import { type JsonDocument, readJson } from './read-json.ts'

/** A schedule as text, with what is cheap to know of it. */
export interface Source {
  text: string
  /** Where it was fetched, after redirects; null of given text. */
  url: string | null
  kind: 'xml' | 'html' | 'json' | 'icalendar' | 'text'
  /** Read once; null of what is no JSON. */
  json: JsonDocument | null
}

export function openSource(text: string, url: string | null, report: Report): Source {
  const bare = text.replace(/^\ufeff/, '')
  const kind = kindOf(bare)
  return { text: bare, url, kind, json: kind === 'json' ? readJson(bare, report) : null }
}

/** By its first characters: names and content types of schedules are often wrong. */
function kindOf(text: string): Source['kind'] {
  const head = text.slice(0, 4_096).trimStart()
  if (/^[[{]/.test(head) || /^\/[/*]/.test(head)) return 'json'
  if (/^BEGIN:VCALENDAR/im.test(head)) return 'icalendar'
  if (head.startsWith('<')) return isHtml(head) ? 'html' : 'xml'
  return 'text'
}

/** XHTML has an XML prolog. */
const isHtml = (head: string): boolean =>
  /^(?:<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*(?:<!doctype\s+html|<(?:html|head|body|script|div|main|table|ul|article|section|p|h1)\b)/i.test(
    head,
  )

/** The line, from 1, in which a place of a text stands; for places in ascending order. */
export function createLineCounter(text: string): (offset: number) => number {
  let [line, from] = [1, 0]
  return (offset) => {
    for (let at = text.indexOf('\n', from); at >= 0 && at < offset; at = text.indexOf('\n', from)) {
      line += 1
      from = at + 1
    }
    return line
  }
}
