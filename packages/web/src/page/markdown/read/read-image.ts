import { webUrl } from '../../facts/page-facts.ts'
import { isElement, type PageElement } from '../../tree/bounded-page.ts'
import { visibleText } from '../../tree/visible-text.ts'
import type { Inline } from '../markdown-tree.ts'

/** Attributes in which scripts that load pictures late keep the address. */
const lateAttributes = [
  'data-src',
  'data-original',
  'data-lazy-src',
  'data-lazy',
  'data-url',
  'data-orig-file',
] as const

/** A picture; the character for a picture of one; null for counters, placeholders and what has no address. */
export function readImage(element: PageElement, url: string): Inline | null {
  const image = element.name === 'picture' ? childNamed(element, 'img') : element
  if (image === undefined) return null
  const { attribs } = image
  const alt = visibleText(attribs.alt ?? '')
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  if (/(?:^|\s)(?:emoji|wp-smiley|smiley)(?:\s|$)/.test(attribs.class ?? '') && alt !== '')
    return { type: 'text', value: alt }
  // Counts readers
  if (/^[01](?:px)?$/.test(attribs.width ?? '') && /^[01](?:px)?$/.test(attribs.height ?? '')) return null
  const target = addressOf(image, element, url)
  return target === null ? null : { type: 'image', url: target, alt }
}

function addressOf(image: PageElement, element: PageElement, url: string): string | null {
  const { attribs } = image
  const late = lateAttributes.map((name) => attribs[name])
  const isPlaceholder =
    /\b(?:blank|placeholder|spacer|lazy[-_]?(?:load)?|pixel|loading)\.(?:gif|png|svg|jpe?g)\b/i.test(
      attribs.src ?? '',
    )
  const sets = [attribs['data-srcset'], attribs['data-lazy-srcset'], attribs.srcset]
  if (element !== image)
    for (const child of element.children)
      if (isElement(child) && child.name === 'source')
        sets.push(child.attribs['data-srcset'], child.attribs.srcset)
  const largest = sets.map((set) => (set === undefined ? undefined : largestOf(set)))
  const candidates = isPlaceholder ? [...late, ...largest] : [...late, attribs.src, ...largest]
  for (const candidate of candidates) {
    const address = webUrl(candidate, url)
    if (address !== null) return address
  }
  return null
}

/** The widest picture of a `srcset` (https://html.spec.whatwg.org/multipage/images.html#srcset-attributes). */
function largestOf(set: string): string | undefined {
  let best: string | undefined
  let most = -1
  for (const entry of set.slice(0, 10_000).split(/,\s+|,(?=https?:)/)) {
    const [address, size] = entry.trim().split(/\s+/)
    if (address === undefined || address === '' || address.startsWith('data:')) continue
    const width = Number.parseFloat(size ?? '1')
    if (width > most) {
      best = address
      most = width
    }
  }
  return best?.replace(/,$/, '')
}

const childNamed = (element: PageElement, name: string): PageElement | undefined =>
  element.children.filter(isElement).find((child) => child.name === name)
