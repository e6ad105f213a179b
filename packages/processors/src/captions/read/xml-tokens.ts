import { decodeOnce } from './plain-line.ts'

export type XmlToken =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string>; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

const attribute = /\s*([^\s=/>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gy

/** Without the prefix of its name space. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/**
 * The tags and texts of an XML document in order, without checking that it is well-formed: captions that players show
 * often are not. Names are in small letters and without prefixes, but for `xml:` of attributes; entities other than
 * those of HTML are left as they are, so that none grows.
 */
export function* xmlTokens(text: string): Generator<XmlToken> {
  let from = 0
  while (from < text.length) {
    const at = text.indexOf('<', from)
    const before = text.slice(from, at === -1 ? text.length : at)
    if (before !== '') yield { kind: 'text', text: decodeOnce(before) }
    if (at === -1) return
    const special = specialAt(text, at)
    if (special !== null) {
      if (special.text !== '') yield { kind: 'text', text: special.text }
      from = special.end
      continue
    }
    const end = text.indexOf('>', at)
    if (end === -1) return
    const tag = text.slice(at + 1, end)
    from = end + 1
    if (tag.startsWith('/')) yield { kind: 'close', name: localName(tag.slice(1).trim()) }
    else yield openTag(tag)
  }
}

/** Comments, declarations and CDATA. */
function specialAt(text: string, at: number): { text: string; end: number } | null {
  const upTo = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from)
    return end === -1 ? text.length : end + mark.length
  }
  if (text.startsWith('<!--', at)) return { text: '', end: upTo('-->', at + 4) }
  if (text.startsWith('<![CDATA[', at)) {
    const end = upTo(']]>', at + 9)
    return { text: text.slice(at + 9, end - 3), end }
  }
  return /^<[!?]/.test(text.slice(at, at + 2)) ? { text: '', end: upTo('>', at) } : null
}

function openTag(tag: string): XmlToken {
  const name = /^[^\s/>]*/.exec(tag)?.[0] ?? ''
  const attributes = new Map<string, string>()
  attribute.lastIndex = name.length
  for (let found = attribute.exec(tag); found !== null; found = attribute.exec(tag)) {
    const [, key = '', double, single] = found
    const known = key.startsWith('xml:') ? key.toLowerCase() : localName(key)
    attributes.set(known, decodeOnce(double ?? single ?? ''))
  }
  return { kind: 'open', name: localName(name), attributes, isEmpty: tag.endsWith('/') }
}
