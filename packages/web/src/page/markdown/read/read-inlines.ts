import { isElement, type PageElement, type PageNode } from '../../tree/bounded-page.ts'
import { textBelow } from '../../tree/text-below.ts'
import { visibleText } from '../../tree/visible-text.ts'
import { formulasInText } from '../formula/formulas-in-text.ts'
import { readFormula } from '../formula/read-formula.ts'
import type { Inline } from '../markdown-tree.ts'
import { blockElements, silentElements } from './block-elements.ts'
import { lowerText, raiseText } from './raise-text.ts'
import { readCode } from './read-code.ts'
import { readImage } from './read-image.ts'
import { readTarget } from './read-target.ts'

export interface InlineScope {
  /** Base of the addresses. */
  url: string
  /** `white-space: pre-line`: line feeds are shown. */
  keepLines: boolean
  /** What stands between two blocks that are to be one line: a space, or a line break. */
  between: 'space' | 'break'
  /** Buttons open what stands below; their text is a title there. */
  buttons: boolean
}

/** What stands in one line or paragraph; blocks in it follow one another. White space is as in the page. */
export function readInlines(nodes: readonly PageNode[], scope: InlineScope, out: Inline[] = []): Inline[] {
  for (const node of nodes) readInline(node, scope, out)
  return out
}

export function readInline(node: PageNode, scope: InlineScope, out: Inline[]): void {
  if (node.type === 'text') readText(visibleText(node.data), scope, out)
  else if (isElement(node)) readElement(node, scope, out)
}

function readText(text: string, scope: InlineScope, out: Inline[]): void {
  if (scope.keepLines && text.includes('\n')) {
    for (const [index, line] of text.split(/\r?\n/).entries()) {
      if (index > 0) out.push({ type: 'break' })
      out.push(...formulasInText(line))
    }
  } else out.push(...formulasInText(text))
}

function readElement(element: PageElement, scope: InlineScope, out: Inline[]): void {
  const formula = readFormula(element)
  if (formula !== null) {
    if (formula !== 'skip') out.push({ type: 'inlineMath', value: formula.tex, display: formula.display })
    return
  }
  const { name, attribs, children } = element
  const inner = (): Inline[] => readInlines(children, keepsLines(element, scope))
  switch (name) {
    case 'br':
      out.push({ type: 'break' })
      return
    case 'b':
    case 'strong':
      out.push({ type: 'strong', children: inner() })
      return
    case 'i':
    case 'em':
    case 'cite':
    case 'var':
    case 'dfn':
      out.push({ type: 'emphasis', children: inner() })
      return
    case 'del':
    case 's':
    case 'strike':
      out.push({ type: 'delete', children: inner() })
      return
    case 'code':
    case 'kbd':
    case 'samp':
    case 'tt':
      readInlineCode(element, scope, out)
      return
    case 'a':
      readLink(element, scope, out)
      return
    case 'img':
    case 'picture': {
      const image = readImage(element, scope.url)
      if (image !== null) out.push(image)
      return
    }
    case 'sub':
    case 'sup':
      readScript(element, scope, out)
      return
    case 'q':
      out.push({ type: 'text', value: '“' }, ...inner(), { type: 'text', value: '”' })
      return
    case 'rt':
      out.push({ type: 'text', value: '(' }, ...inner(), { type: 'text', value: ')' })
      return
    case 'button':
      if (scope.buttons) readInlines(children, scope, out)
      return
    case 'input':
      if (attribs.type?.toLowerCase() === 'checkbox')
        out.push({ type: 'box', checked: attribs.checked !== undefined })
      return
    case 'pre':
      readCodeLine(element, scope, out)
      return
  }
  if (silentElements.has(name)) return
  if (!blockElements.has(name)) {
    readInlines(children, keepsLines(element, scope), out)
    return
  }
  const between = (): void => {
    out.push(scope.between === 'space' ? { type: 'text', value: ' ' } : { type: 'break' })
  }
  between()
  if (name === 'li') out.push({ type: 'text', value: '• ' })
  readInlines(children, keepsLines(element, scope), out)
  between()
}

/** Within a line, the lines of code follow one another. */
function readCodeLine(element: PageElement, scope: InlineScope, out: Inline[]): void {
  const value = (readCode(element)?.value ?? '').replace(/\s*\n\s*/g, ' ; ').trim()
  if (value === '') return
  if (scope.between === 'break') out.push({ type: 'break' })
  out.push({ type: 'inlineCode', value })
  if (scope.between === 'break') out.push({ type: 'break' })
}

export function keepsLines<S extends InlineScope>(element: PageElement, scope: S): S {
  const { style, class: classes } = element.attribs
  if (style === undefined && classes === undefined) return scope
  const space =
    /white-space\s*:\s*([a-z-]+)/i.exec(style ?? '')?.[1] ??
    // Classes of Tailwind and others that say the same
    /(?:^|\s)(?:white-?space-)?(pre-line|pre-wrap|break-spaces)(?:\s|$)/.exec(classes ?? '')?.[1]
  if (space === undefined) return scope
  const keepLines = /^(?:pre|pre-line|pre-wrap|break-spaces)$/i.test(space)
  return keepLines === scope.keepLines ? scope : { ...scope, keepLines }
}

function readInlineCode(element: PageElement, scope: InlineScope, out: Inline[]): void {
  const inside = element.children.filter(isElement)
  const [only] = inside
  // A name in an API's documentation is often a link.
  if (only?.name === 'a' && element.children.length === 1) {
    const target = readTarget(only.attribs.href, scope.url)
    const children: Inline[] = []
    pushCode(textBelow(only), children)
    if (children.length > 0 && target !== null) {
      out.push({ type: 'link', url: target, children })
      return
    }
  }
  if (inside.some(({ name }) => name === 'pre' || name === 'table')) readInlines(element.children, scope, out)
  else pushCode(textBelow(element), out)
}

function pushCode(text: string, out: Inline[]): void {
  const value = visibleText(text).replace(/[\s\u00a0]+/g, ' ')
  const trimmed = value.trim()
  if (trimmed === '') {
    out.push({ type: 'text', value })
    return
  }
  if (value.startsWith(' ')) out.push({ type: 'text', value: ' ' })
  out.push({ type: 'inlineCode', value: trimmed })
  if (value.endsWith(' ')) out.push({ type: 'text', value: ' ' })
}

function readLink(anchor: PageElement, scope: InlineScope, out: Inline[]): void {
  const { href } = anchor.attribs
  const email = protectedEmail(anchor)
  if (email !== null) {
    out.push({ type: 'link', url: `mailto:${email}`, children: [{ type: 'text', value: email }] })
    return
  }
  const children = readInlines(anchor.children, scope)
  const target = readTarget(href, scope.url)
  // A link without text shows nothing.
  if (target === null || !hasContent(children)) out.push(...children)
  else out.push({ type: 'link', url: target, children })
}

export const hasContent = (nodes: readonly Inline[]): boolean =>
  nodes.some((node) => {
    if (node.type === 'text') return node.value.trim() !== ''
    if ('children' in node) return hasContent(node.children)
    return node.type !== 'break' && node.type !== 'box'
  })

/**
 * Cloudflare hides addresses from robots: a byte, and each byte of the address exclusive-or it, in hexadecimal
 * (https://developers.cloudflare.com/waf/tools/scrape-shield/email-address-obfuscation/).
 */
function protectedEmail(anchor: PageElement): string | null {
  const hidden =
    /\/cdn-cgi\/l\/email-protection#([0-9a-f]{6,400})$/i.exec(anchor.attribs.href ?? '')?.[1] ??
    anchor.attribs['data-cfemail'] ??
    anchor.children.filter(isElement).find((child) => child.attribs['data-cfemail'] !== undefined)?.attribs[
      'data-cfemail'
    ]
  return hidden === undefined ? null : decodeEmail(hidden)
}

function decodeEmail(hidden: string): string | null {
  const bytes = Buffer.from(hidden, 'hex')
  const [key = 0, ...rest] = bytes
  const text = Buffer.from(rest.map((byte) => byte ^ key))
    .toString('utf8')
    .replace(/\?.*$/, '')
  return /^[^\s<>()@]+@[^\s<>()@]+$/.test(text) ? text : null
}

function readScript(element: PageElement, scope: InlineScope, out: Inline[]): void {
  const reference = element.children.filter(isElement).find(({ name }) => name === 'a')
  const text = visibleText(textBelow(element))
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  if (reference !== undefined || /^\[.*\]$/.test(text)) {
    // The mark of a note: its text is elsewhere in the page, and the mark is no power.
    const children = readInlines(element.children, scope)
    const isMark = /^\d{1,4}$/.test(text)
    if (isMark) out.push({ type: 'text', value: '[' }, ...children, { type: 'text', value: ']' })
    else out.push(...children)
    return
  }
  const isPlain = !element.children.some(
    (child) =>
      isElement(child) &&
      (child.name === 'img' || child.name === 'math' || child.name === 'br' || readFormula(child) !== null),
  )
  if (!isPlain) readInlines(element.children, scope, out)
  else if (text !== '')
    out.push({ type: 'text', value: element.name === 'sub' ? lowerText(text) : raiseText(text) })
}
