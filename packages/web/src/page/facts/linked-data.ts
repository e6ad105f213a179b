import type { CheerioAPI } from 'cheerio/slim'
import { descendants, elementsIn } from '../parts/elements.ts'
import { isElement, type PageElement } from '../tree/bounded-page.ts'

/** A schema.org object, from JSON-LD or microdata. */
export interface Thing {
  /** Without the vocabulary: `EducationEvent`. */
  types: string[]
  id: string | null
  source: 'json-ld' | 'microdata'
  values: Map<string, (string | Thing)[]>
}

const maxThings = 2_000
const maxDepth = 12

/** All objects of the page in document order, nested ones after their parents. */
export function readLinkedData($: CheerioAPI): Thing[] {
  const things: Thing[] = []
  const budget = { left: maxThings }
  const root = $.root()[0]
  for (const top of root ? elementsIn(root) : []) {
    for (const element of descendants(top)) {
      if (element.name === 'script' && /^application\/ld\+json/i.test(element.attribs.type?.trim() ?? '')) {
        const parsed = parseLenient($(element).text())
        if (parsed !== undefined) fromJson(parsed, things, budget, 0)
      }
      // A nested object is read with its parent.
      if ('itemscope' in element.attribs && !('itemprop' in element.attribs))
        fromMicrodata($, element, things, budget, 0)
    }
  }
  return resolveReferences(things)
}

/** JSON-LD in pages may contain comments, CDATA marks and line breaks. */
function parseLenient(text: string): unknown {
  const bare = text.replace(
    /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/g,
    '',
  )
  for (const candidate of [bare, bare.replace(/\p{Cc}+/gu, ' ').replace(/;\s*$/, '')]) {
    try {
      return JSON.parse(candidate)
    } catch {
      // Next, a more lenient parser.
    }
  }
  return undefined
}

function fromJson(
  value: unknown,
  things: Thing[],
  budget: { left: number },
  depth: number,
): (string | Thing)[] {
  if (depth > maxDepth) return []
  if (typeof value === 'string') return [value]
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (Array.isArray(value))
    return value.slice(0, 500).flatMap((item) => fromJson(item, things, budget, depth + 1))
  if (typeof value !== 'object' || value === null) return []
  if ('@value' in value) return fromJson(value['@value'], things, budget, depth + 1)
  if (budget.left <= 0) return []
  budget.left -= 1
  const entries = Object.entries(value)
  const thing: Thing = { types: [], id: null, source: 'json-ld', values: new Map() }
  const graphOnly = '@graph' in value && !('@type' in value)
  if (!graphOnly) things.push(thing)
  for (const [key, inner] of entries) {
    if (key === '@context') continue
    const values = fromJson(inner, things, budget, depth + 1)
    if (key === '@type') thing.types = values.filter((type) => typeof type === 'string').map(bareType)
    else if (key === '@id') thing.id = values.find((id) => typeof id === 'string') ?? null
    else if (key !== '@graph') thing.values.set(bareType(key), values)
  }
  return [thing]
}

function fromMicrodata(
  $: CheerioAPI,
  element: PageElement,
  things: Thing[],
  budget: { left: number },
  depth: number,
): Thing {
  const thing: Thing = {
    types: (element.attribs.itemtype ?? '').split(/\s+/).filter(Boolean).map(bareType),
    id: element.attribs.itemid ?? null,
    source: 'microdata',
    values: new Map(),
  }
  things.push(thing)
  budget.left -= 1
  const visit = (parent: PageElement): void => {
    for (const child of parent.children) {
      if (!isElement(child)) continue
      const names = (child.attribs.itemprop ?? '').split(/\s+/).filter(Boolean)
      const inner = 'itemscope' in child.attribs
      if (names.length > 0 && budget.left > 0 && depth < maxDepth) {
        const value = inner ? fromMicrodata($, child, things, budget, depth + 1) : propertyValue($, child)
        for (const name of names)
          thing.values.set(bareType(name), [...(thing.values.get(bareType(name)) ?? []), value])
      }
      if (!inner) visit(child)
    }
  }
  visit(element)
  return thing
}

/** HTML standard, 5.2.4: the attribute with the value. */
function propertyValue($: CheerioAPI, element: PageElement): string {
  const { attribs, name } = element
  const stated =
    attribs.content ??
    (name === 'time' ? attribs.datetime : undefined) ??
    attribs.href ??
    attribs.src ??
    attribs.value
  return stated ?? $(element).text()
}

const bareType = (type: string): string => type.replace(/^.*[/#:]/, '')

/** `{"@id": "#ana"}` refers to the thing with it. */
function resolveReferences(things: Thing[]): Thing[] {
  const byId = new Map<string, Thing>()
  for (const thing of things) {
    if (thing.id !== null && thing.values.size > 0 && !byId.has(thing.id)) byId.set(thing.id, thing)
  }
  for (const thing of things) {
    for (const [key, values] of thing.values) {
      thing.values.set(
        key,
        values.map((value) =>
          typeof value !== 'string' && value.id !== null && value.values.size === 0
            ? (byId.get(value.id) ?? value)
            : value,
        ),
      )
    }
  }
  return things.filter((thing) => thing.values.size > 0)
}
