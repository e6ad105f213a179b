import GithubSlugger from 'github-slugger'
import { webAddress } from '../facts/safe-values.ts'
import type { Element, Root } from '../html-tree.ts'
import { elementsIn, textOf } from './elements-in.ts'

export interface Surroundings {
  /** Link from the page to what a relative link of the document leads to; null where the site has no such file. */
  fileOf(link: string): string | null
  /** Second of the talk that a link of this text and address leads to; null for every other. */
  timeOf(text: string, address: string): number | null
  /** Anchor of the page for that second; null where the page has none. */
  anchorOf(seconds: number): string | null
  words: { table: string; code: string }
}

/**
 * Fits a document into the page of its talk: links and pictures lead to files of the site, times to the player. Its title is
 * left out, as the page has it.
 */
export function placeDocument(root: Root, surroundings: Surroundings): void {
  placeHeadings(root)
  for (const element of [...elementsIn(root)]) {
    if (element.tagName === 'img') placePicture(element, surroundings)
    else if (element.tagName === 'a') placeLink(element, surroundings)
    else if (element.tagName === 'table' || element.tagName === 'pre') scroll(element, surroundings)
  }
  const ids = new Set([...elementsIn(root)].map(({ properties }) => properties.id))
  for (const link of elementsIn(root)) {
    const { href } = link.properties
    if (typeof href === 'string' && href.startsWith('#doc-') && !ids.has(href.slice(1)))
      delete link.properties.href
  }
}

/** Headings of a page lead down one level at a time, and below that of the page there is none of the first. */
function placeHeadings(root: Root): void {
  const slugs = new GithubSlugger()
  const first = root.children.find((child) => child.type === 'element')
  let level = 1
  for (const element of [...elementsIn(root)]) {
    const stated = /^h([1-6])$/.exec(element.tagName)?.[1]
    if (stated === undefined) continue
    const slug = slugs.slug(textOf(element))
    if (element === first && stated === '1') continue
    level = Math.min(Math.max(2, Number(stated)), level + 1)
    element.tagName = `h${level}`
    // Of its own: what a document says cannot stand for something of the page.
    element.properties.id = `doc-${slug.replace(/\s/g, '-')}`
  }
  if (first?.tagName === 'h1') root.children = root.children.filter((child) => child !== first)
}

/** A picture of the archive is shown; one of another site is a link, as showing it would tell that site of the reader. */
function placePicture(picture: Element, { fileOf }: Surroundings): void {
  const address = textFrom(picture.properties.src)
  const alt = textFrom(picture.properties.alt)
  const file = fileOf(address)
  if (file !== null) {
    picture.properties = { src: file, alt, loading: 'lazy' }
    return
  }
  const elsewhere = webAddress(address)
  picture.tagName = elsewhere === null ? 'span' : 'a'
  picture.properties = elsewhere === null ? {} : { href: elsewhere }
  picture.children = [{ type: 'text', value: alt || address }]
}

function placeLink(link: Element, { fileOf, timeOf, anchorOf }: Surroundings): void {
  const stated = textFrom(link.properties.href)
  link.properties = {}
  const time = timeOf(textOf(link), stated)
  const anchor = time === null ? null : anchorOf(time)
  if (time !== null) link.properties.dataT = String(time)
  const address = webAddress(stated)
  const href =
    anchor ?? fileOf(stated) ?? (stated.startsWith('#') ? `#doc-${safe(stated.slice(1))}` : null) ?? address
  if (href !== null) link.properties.href = href
  else if (/^mailto:[^\s<>"]+$/i.test(stated)) link.properties.href = stated
  if (href !== null && href === address) link.properties.rel = ['noreferrer']
}

function safe(anchor: string): string {
  try {
    return decodeURIComponent(anchor)
  } catch {
    return anchor
  }
}

/** What is wider than the column scrolls in itself, and can be reached by keyboard. */
function scroll(wide: Element, { words }: Surroundings): void {
  const { tagName, properties, children } = wide
  const inner: Element = { type: 'element', tagName, properties, children }
  wide.tagName = 'div'
  wide.properties = {
    className: ['scrolled'],
    tabIndex: 0,
    role: 'group',
    ariaLabel: tagName === 'pre' ? words.code : words.table,
  }
  wide.children = [inner]
}

const textFrom = (value: unknown): string => (typeof value === 'string' ? value : '')
