import DOMPurify from 'dompurify'
import { Marked } from 'marked'
import { words } from '../../words/words.ts'
import { plainTags } from './plain-tags.ts'

export interface Surroundings {
  /** URL of the service for a relative link of the document; null where the archive has no such file. */
  fileOf(link: string): string | null
  /** Second of the talk that an address leads to; null for every other address. */
  timeOf(link: string): number | null
}

/** Attributes that the page reads from what is rendered here; a document cannot set them itself. */
export const fileAttribute = 'data-file'
export const timeAttribute = 'data-seconds'

/** `---` … `---` at the beginning. */
const frontMatter = /^---\r?\n[\s\S]*?\r?\n---\r?\n/

/**
 * A document as it will look: its Markdown as HTML, without all that could run, be fetched from elsewhere, or change the page
 * around it. Its headings go one level down, as the page has the first. Pictures carry the URL of their file, links into
 * the recording their time; both are for the page to use.
 */
export function renderDocument(markdown: string, surroundings: Surroundings): DocumentFragment {
  const marked = new Marked({ gfm: true, renderer: { html: ({ text }) => plainTags(text) } })
  const html = marked.parse(markdown.replace(frontMatter, ''), { async: false })
  const fragment = DOMPurify.sanitize(html, {
    RETURN_DOM_FRAGMENT: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'video',
      'audio',
      'source',
      'iframe',
    ],
    FORBID_ATTR: ['style', 'srcset', 'name', 'class', 'target', 'background'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    // What a document names cannot stand for something of the page.
    SANITIZE_NAMED_PROPS: true,
  })
  for (const heading of fragment.querySelectorAll('h1, h2, h3, h4, h5')) lower(heading)
  for (const picture of fragment.querySelectorAll('img')) placePicture(picture, surroundings)
  for (const link of fragment.querySelectorAll('a')) placeLink(link, surroundings)
  for (const table of fragment.querySelectorAll('table, pre')) scroll(table)
  return fragment
}

function lower(heading: Element): void {
  const level = Number(heading.tagName.slice(1)) + 1
  const lowered = document.createElement(`h${level}`)
  lowered.append(...heading.childNodes)
  heading.replaceWith(lowered)
}

/** A picture of the archive gets its file; one of another site is a link, as showing it would tell that site. */
function placePicture(picture: HTMLImageElement, { fileOf }: Surroundings): void {
  const address = picture.getAttribute('src') ?? ''
  const file = fileOf(address)
  picture.removeAttribute('src')
  picture.removeAttribute('width')
  picture.removeAttribute('height')
  if (file !== null) {
    picture.setAttribute(fileAttribute, file)
    picture.loading = 'lazy'
    return
  }
  const text = picture.alt === '' ? address : picture.alt
  if (!/^https?:/.test(address) || picture.closest('a') !== null) {
    picture.replaceWith(text)
    return
  }
  const link = document.createElement('a')
  link.href = address
  link.textContent = text
  picture.replaceWith(link)
}

function placeLink(link: HTMLAnchorElement, { fileOf, timeOf }: Surroundings): void {
  const address = link.getAttribute('href') ?? ''
  const seconds = timeOf(address)
  if (seconds !== null) link.setAttribute(timeAttribute, String(seconds))
  const file = fileOf(address)
  if (file !== null) link.setAttribute(fileAttribute, file)
  else if (!/^(?:https?|mailto):/i.test(address)) link.removeAttribute('href')
  link.rel = 'noreferrer'
}

/** What is wider than the column scrolls in itself, and can be reached by keyboard. */
function scroll(wide: Element): void {
  const said = words().reader
  const frame = document.createElement('div')
  frame.className = 'scrolled'
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.setAttribute('aria-label', wide.tagName === 'PRE' ? said.code : said.table)
  wide.replaceWith(frame)
  frame.append(wide)
}
