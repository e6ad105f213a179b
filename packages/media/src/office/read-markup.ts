/** A token of an XML text; positions are offsets in the text. */
export type Markup = Tag | Instruction

export interface Tag {
  kind: 'tag'
  /** Without prefix. */
  name: string
  attributes: Attribute[]
}

export interface Attribute {
  /** With prefix. */
  name: string
  /** Decoded. */
  value: string
  /** Includes the blank before. */
  start: number
  end: number
}

/** `<?…?>`, or a DOCTYPE without entities. */
export interface Instruction {
  kind: 'instruction'
  start: number
  end: number
}

/** XML that our readers reject. */
export class BadMarkup extends Error {
  override readonly name = 'BadMarkup'
}

const tagName = /<\/?([^\s<>"'=/!?]+)/y
const documentType = /<!DOCTYPE[^<>[\]]*>/y
const attribute = /\s+([^\s<>"'=/]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const tagEnd = /\s*\/?>/y
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Tags and instructions of an XML text, in order, in time linear to its length (https://www.w3.org/TR/xml/). Strict on
 * purpose: lenient readers differ. Throws `BadMarkup` for malformed text and for declared entities, which could hide an
 * address.
 */
export function* readMarkup(xml: string): Generator<Markup, void, undefined> {
  if (xml.includes('\0')) throw new BadMarkup()
  for (let at = xml.indexOf('<'); at !== -1; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = after(xml, '-->', at + 4)
    else if (xml.startsWith('<![CDATA[', at)) at = after(xml, ']]>', at + 9)
    else if (xml.startsWith('<?', at) || xml.startsWith('<!', at)) {
      const end = xml[at + 1] === '?' ? after(xml, '?>', at + 2) : endOf(documentType, xml, at)
      yield { kind: 'instruction', start: at, end }
      at = end
    } else {
      const name = match(tagName, xml, at)
      const tag: Tag = { kind: 'tag', name: withoutPrefix(name[1] ?? ''), attributes: [] }
      at = tagName.lastIndex
      for (let found = tryMatch(attribute, xml, at); found; found = tryMatch(attribute, xml, at)) {
        const value = decode(found[2] ?? found[3] ?? '')
        tag.attributes.push({ name: found[1] ?? '', value, start: at, end: attribute.lastIndex })
        at = attribute.lastIndex
      }
      match(tagEnd, xml, at)
      at = tagEnd.lastIndex
      yield tag
    }
  }
}

export const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1)

function after(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from)
  if (at === -1) throw new BadMarkup()
  return at + end.length
}

function endOf(pattern: RegExp, xml: string, at: number): number {
  match(pattern, xml, at)
  return pattern.lastIndex
}

function tryMatch(pattern: RegExp, xml: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(xml)
}

function match(pattern: RegExp, xml: string, at: number): RegExpExecArray {
  const found = tryMatch(pattern, xml, at)
  if (found === null) throw new BadMarkup()
  return found
}

function decode(value: string): string {
  if (!value.includes('&')) return value
  return value.replace(/&([^;&]{0,16};)?/g, (_, reference: string | undefined) => {
    const name = reference?.slice(0, -1) ?? ''
    const code = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name)
    const point = code ? Number.parseInt(code[1] ?? code[2] ?? '', code[1] ? 16 : 10) : null
    const text =
      point === null
        ? entities[name]
        : point > 0 && point <= 0x10ffff
          ? String.fromCodePoint(point)
          : undefined
    if (text === undefined) throw new BadMarkup()
    return text
  })
}
