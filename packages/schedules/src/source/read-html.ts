import { Parser } from 'htmlparser2'
import { scheduleLimits } from '../limits.ts'
import { createLineCounter } from './source.ts'

export interface PageLink {
  /** As written. */
  href: string
  text: string
  line: number
}

/** What of a page a programme is made of. */
export interface PageParts {
  title: string | null
  base: string | null
  language: string | null
  links: PageLink[]
  linkedData: { text: string; line: number }[]
}

const maxLinks = 20_000

export function readHtml(text: string): PageParts {
  const page: PageParts = { title: null, base: null, language: null, links: [], linkedData: [] }
  const lineAt = createLineCounter(text)
  let link: PageLink | null = null
  let data: { text: string; line: number } | null = null
  let [inTitle, tags] = [false, 0]
  const parser = new Parser({
    onopentag(name, attributes) {
      tags += 1
      if (tags > scheduleLimits.values) return
      if (name === 'html') page.language ??= attributes.lang ?? null
      else if (name === 'base') page.base ??= attributes.href ?? null
      else if (name === 'title') inTitle = page.title === null
      else if (name === 'a' && attributes.href !== undefined && page.links.length < maxLinks) {
        link = {
          href: attributes.href,
          text: '',
          line: lineAt(parser.startIndex),
        }
        page.links.push(link)
      } else if (name === 'script' && /^application\/ld\+json/i.test(attributes.type?.trim() ?? '')) {
        data = { text: '', line: lineAt(parser.startIndex) }
        page.linkedData.push(data)
      } else if (link !== null && /^(?:p|div|h[1-6]|br|span|li)$/.test(name)) link.text += ' '
    },
    ontext(piece) {
      if (data !== null) data.text += piece
      else if (link !== null && link.text.length < 1_000) link.text += piece
      else if (inTitle) page.title = `${page.title ?? ''}${piece}`
    },
    onclosetag(name) {
      if (name === 'a') link = null
      else if (name === 'script') data = null
      else if (name === 'title') inTitle = false
    },
  })
  parser.end(text)
  return page
}
