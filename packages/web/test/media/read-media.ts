import { readLinkedData } from '../../src/page/facts/linked-data.ts'
import { mediaOfPage, type PageMedia } from '../../src/page/media/media-of-page.ts'
import { parseBounded } from '../../src/page/tree/bounded-page.ts'

export const origin = 'https://conf.example.org'
const page = `${origin}/2026/talk/7/`

/** The media of a page, given as its HTML. */
export function readMedia(html: string): PageMedia {
  const { $ } = parseBounded(html)
  return mediaOfPage($, page, readLinkedData($))
}

/** A page with the talk in its main part, as most sites make it. */
export const talkPage = (main: string, around: { header?: string; after?: string } = {}): string =>
  `<title>Reed beds and patience - Wetland Conf 2026</title><header>${around.header ?? ''}<nav><a href="/">Home</a></nav></header>
  <main><h1>Reed beds and patience</h1><p>${prose}</p>${main}</main>${around.after ?? ''}<footer>Wetland Conf 2026</footer>`

export const prose =
  'A reed bed takes ten years to grow. We show counts, costs and mistakes of the first three years, and why the village stopped mowing it each autumn. The talk is for people who look after small wetlands and have little money and much time.'
