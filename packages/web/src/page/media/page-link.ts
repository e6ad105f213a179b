import { documentType, pathEnding, plainText, webUrl } from '../facts/page-facts.ts'
import { textOf } from './text-of.ts'
import type { Spot } from './walk-media.ts'
import { type Words, wordsOf } from './wording/phrases.ts'

/** A link, with what it says of itself. */
export interface PageAnchor {
  spot: Spot
  url: string
  /** Text, alternative text or title. */
  title: string
  /** Of the title, `title`, `download` and the file's name. */
  own: Words
  /** Title alone. */
  said: Words
  /** As the `type` attribute or the text states, or the file's extension suggests. */
  mediaType: string | null
}

/** The link of a spot; null for other elements, and for the page itself, places in it and the lists that it is in. */
export function readLink(spot: Spot, page: string): PageAnchor | null {
  const { name, attribs } = spot.element
  if (name !== 'a' && name !== 'area') return null
  const url = webUrl(attribs.href, page)
  if (url === null || samePage(url, page) || isAbove(url, page)) return null
  const text = textOf(spot.element, 200)
  const title = text || (plainText(attribs['aria-label'] ?? attribs.title ?? attribs.alt, 200) ?? '')
  const file = fileWords(attribs.download || url)
  return {
    spot,
    url,
    title,
    said: wordsOf(title),
    own: wordsOf(
      `${title} ${attribs.title?.slice(0, 200) ?? ''} ${attribs['aria-label']?.slice(0, 200) ?? ''} ${file}`,
    ),
    mediaType: statedType(attribs.type) ?? documentType(url) ?? typeInText(title),
  }
}

const samePage = (one: string, other: string): boolean => one.split('#', 1)[0] === other.split('#', 1)[0]

/** `/presentations/` of `/presentations/7/`. */
function isAbove(address: string, page: string): boolean {
  const [url, below] = [new URL(address), new URL(page)]
  const folder = `${url.pathname.replace(/\/$/, '')}/`
  return url.origin === below.origin && url.search === '' && below.pathname.startsWith(folder)
}

/** `ReedBeds-slides_v2.pdf` as words; a path without a file's name says nothing. */
function fileWords(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address
  const name = path.split('/').at(-1) ?? ''
  if (URL.canParse(address) && pathEnding(address) === '') return ''
  return decoded(name)
    .slice(0, 200)
    .replace(/\.[a-z0-9]{2,5}$/i, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll('_', ' ')
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const statedType = (type: string | undefined): string | null => {
  const stated = type?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  return /^[a-z]+\/[\w.+-]+$/.test(stated) && stated !== 'text/html' ? stated : null
}

/** `Slides (PDF)`, `Handout [PDF, 2 MB]`, `PDF`. */
function typeInText(title: string): string | null {
  const name = /(?:^|[([]\s*)(pdf|pptx|ppt|odp)(?:\s*[,;–-][^)\]]{0,20})?\s*(?:[)\]]|$)/i.exec(
    title.slice(-60),
  )?.[1]
  return name === undefined ? null : documentType(`https://host.invalid/x.${name}`)
}
