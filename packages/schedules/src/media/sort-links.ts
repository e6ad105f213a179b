import type { ProgrammeAttachment, ProgrammeLink } from '@async-events/core'
import { meaningOfLink } from '@async-events/web/link-meaning'
import { scheduleLimits } from '../limits.ts'
import type { StatedLink } from '../stated.ts'
import { plainLine } from '../text/plain-text.ts'
import { bestRecordings } from './best-recordings.ts'

export interface SortedLinks {
  recordings: ProgrammeLink[]
  captions: ProgrammeLink[]
  attachments: ProgrammeAttachment[]
  links: ProgrammeLink[]
  /** As stated. */
  unreadable: string[]
}

/** The links of a talk by what they lead to: as the source says, else by kind, words and address. */
export function sortLinks(stated: readonly StatedLink[], base: string | null): SortedLinks {
  const sorted: SortedLinks = { recordings: [], captions: [], attachments: [], links: [], unreadable: [] }
  const seen = new Set<string>()
  for (const link of stated.slice(0, scheduleLimits.links)) {
    const text = link.url?.trim() ?? ''
    if (text === '') continue
    const url = webAddress(text, base)
    if (url === null) {
      // Handles and mail addresses are no broken links.
      if (!/^(?:mailto|tel|sip|xmpp|matrix|irc):|^[@#]/i.test(text)) sorted.unreadable.push(text)
      continue
    }
    if (seen.has(url)) continue
    seen.add(url)
    const title = plainLine(link.title ?? '', scheduleLimits.line) || null
    const meaning =
      link.is ?? meaningOfLink({ url, title, kind: link.kind ?? null, isFile: link.isFile ?? false })
    if (meaning === 'recording') sorted.recordings.push({ url, title })
    else if (meaning === 'captions') sorted.captions.push({ url, title })
    else if (meaning === null) sorted.links.push({ url, title })
    else
      sorted.attachments.push({
        url,
        title,
        kind: meaning,
        readable: isReadable(url, link.isFile ?? link.is === 'slides'),
      })
  }
  const slides = sorted.attachments.filter(({ kind }) => kind === 'slides')
  const documents = sorted.attachments.filter(({ kind }) => kind === 'document')
  return { ...sorted, recordings: bestRecordings(sorted.recordings), attachments: [...slides, ...documents] }
}

/** Absolute, of the web, without credentials. */
export function webAddress(text: string, base: string | null): string | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.length > 2_048 || /\s/.test(trimmed)) return null
  const bare = /^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)+\/)/i.test(trimmed) ? `https://${trimmed}` : trimmed
  const url = URL.parse(bare, base ?? undefined)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  url.username = ''
  url.password = ''
  return url.href
}

/** What the slides worker can open: PDF and presentations; of what is listed as a file also that without an ending. */
function isReadable(url: string, isFile: boolean): boolean {
  const { hostname, pathname } = new URL(url)
  const ending = /\.([a-z0-9]{2,5})$/i.exec(pathname)?.[1]?.toLowerCase() ?? ''
  if (/^(?:pdf|pptx?|ppsx?|odp)$/.test(ending)) return true
  if (/^(?:docs|drive)\.google\.com$|(?:^|\.)dropbox\.com$/.test(hostname)) return true
  // Letters after a full stop of a name, as in `talk_v1.2`, are no type.
  return isFile && !otherTypes.test(ending) && !deckHosts.test(hostname) && !pathname.endsWith('/')
}

const otherTypes =
  /^(?:png|jpe?g|gif|svg|webp|bmp|zip|gz|tgz|tar|7z|mp[34]|m4[av]|mov|webm|mkv|ogv|html?|xhtml|md|rst|txt|adoc|key|odt|docx?|py|ipynb|js|epub|csv|xlsx?|ods)$/
/** Sites of slides that give no file. */
const deckHosts =
  /(?:^|\.)(?:speakerdeck\.com|slideshare\.net|slides\.com|slid\.es|noti\.st|prezi\.com|canva\.com|pitch\.com)$/
