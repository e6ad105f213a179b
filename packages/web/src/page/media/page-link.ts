import { documentType, plainText, webUrl } from '../facts/page-facts.ts'
import { isDeckPage, isFilePage } from './slide-hosts.ts'
import { textOf } from './text-of.ts'
import { isVideoPage } from './video-hosts.ts'
import type { Spot } from './walk-media.ts'
import { type Words, wordsOf } from './wording/phrases.ts'

/** A link, with what it says of itself. */
export interface PageAnchor {
  spot: Spot
  url: string
  target: URL
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
export function readLink(spot: Spot, page: URL): PageAnchor | null {
  const { name, attribs } = spot.element
  if (name !== 'a' && name !== 'area') return null
  const url = webUrl(attribs.href, page.href)
  if (url === null || url.split('#', 1)[0] === page.href.split('#', 1)[0]) return null
  const target = new URL(url)
  const named =
    attribs.type !== undefined || attribs.download !== undefined || isFileName.test(target.pathname)
  // Most links of a page are its navigation.
  if (!named && (spot.place === 'frame' || spot.place === 'others') && !isMedia(target)) return null
  if (isAbove(target, page)) return null
  const text = textOf(spot.element, 200)
  const title = text || (plainText(attribs['aria-label'] ?? attribs.title ?? attribs.alt, 200) ?? '')
  const stated = [attribs.title, attribs['aria-label']].map((one) => one?.slice(0, 200) ?? '').join(' ')
  const said = wordsOf(title)
  const further = wordsOf(`${stated} ${fileWords(attribs.download, target)}`)
  return {
    spot,
    url,
    target,
    title,
    said,
    own: { list: [...said.list, ...further.list], text: `${title} ${further.text}` },
    mediaType: statedType(attribs.type) ?? (named ? documentType(url) : null) ?? typeInText(title),
  }
}

const isFileName = /\.[a-z0-9]{2,5}$/i
const isMedia = (target: URL): boolean => isVideoPage(target) || isDeckPage(target) || isFilePage(target)

/** `/presentations/` of `/presentations/7/`. */
function isAbove(target: URL, page: URL): boolean {
  const folder = target.pathname.endsWith('/') ? target.pathname : `${target.pathname}/`
  return target.origin === page.origin && target.search === '' && page.pathname.startsWith(folder)
}

/** `ReedBeds-slides_v2.pdf` as words; a path without a file's name says nothing. */
function fileWords(download: string | undefined, { pathname }: URL): string {
  if (!download && !isFileName.test(pathname)) return ''
  return decoded((download || pathname).split('/').at(-1) ?? '')
    .slice(0, 200)
    .replace(isFileName, '')
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
