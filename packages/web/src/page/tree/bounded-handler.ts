import { DomHandler, type Element, type ParentNode } from 'domhandler'
import { pageLimits } from './page-limits.ts'
import { textBelow } from './text-below.ts'

/** Elements without main text or metadata. */
const silent = new Set(['style', 'template', 'svg', 'canvas', 'object', 'applet', 'math-field'])

/** Some forums put the whole page into `noscript`; elsewhere it holds a counter, a notice or a copy of an image. */
const leastNoscriptChars = 400
/** Most text of what is deeper than the tree may be, for each element at that depth. */
const mostFlatChars = 20_000

/** Builds the tree of a page within `pageLimits`: what is left out costs no node. */
export class BoundedHandler extends DomHandler {
  /** Something was left out because the page is too large or too deep. */
  cut = false
  #nodes = 0
  /** Open elements within one that is left out. */
  #silent = 0
  /** Open elements below the greatest depth. */
  #flat = 0
  #flatChars = 0

  override onopentag(name: string, attribs: Record<string, string>): void {
    if (this.#silent > 0 || !isKept(name, attribs) || !this.#hasRoom()) {
      this.#silent += 1
      return
    }
    if (this.#flat > 0 || this.tagStack.length > pageLimits.depth) {
      this.cut = true
      this.#flat += 1
      return
    }
    this.#nodes += 1
    super.onopentag(name, withFewAttributes(attribs))
  }

  override onclosetag(): void {
    if (this.#silent > 0) {
      this.#silent -= 1
      return
    }
    if (this.#flat > 0) {
      this.#flat -= 1
      return
    }
    const closed = this.tagStack.at(-1)
    super.onclosetag()
    this.#flatChars = 0
    if (closed && 'name' in closed) settle(closed as Element)
  }

  override ontext(data: string): void {
    if (this.#silent > 0 || !this.#hasRoom()) return
    let text = data.length > pageLimits.spaces ? withShortRuns(data) : data
    if (this.#flat > 0) {
      text = ` ${text}`.slice(0, Math.max(0, mostFlatChars - this.#flatChars))
      this.#flatChars += text.length
      if (text === '') return
    }
    if (this.lastNode === null) this.#nodes += 1
    super.ontext(text)
  }

  override oncomment(): void {}
  override oncommentend(): void {}
  override oncdatastart(): void {}
  override oncdataend(): void {}
  override onprocessinginstruction(): void {}

  #hasRoom(): boolean {
    if (this.#nodes < pageLimits.nodes) return true
    this.cut = true
    return false
  }
}

function isKept(name: string, { type = '' }: Record<string, string>): boolean {
  if (name === 'script') return /^\s*(?:application\/ld\+json|math\/tex)/i.test(type)
  return !silent.has(name)
}

const withShortRuns = (text: string): string =>
  text.replace(/\s{2,}/g, (run) => (run.length > pageLimits.spaces ? run.slice(0, pageLimits.spaces) : run))

function withFewAttributes(attribs: Record<string, string>): Record<string, string> {
  let count = 0
  for (const _name in attribs) if (++count > pageLimits.attributes) return firstOf(attribs)
  return attribs
}

const firstOf = (attribs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(attribs).slice(0, pageLimits.attributes))

/** What only the end of an element tells. */
function settle(element: Element): void {
  if (element.name === 'noscript' && isShort(element)) keepPlayers(element)
  if (element.name === 'script' && /^\s*math/i.test(element.attribs.type ?? '')) showFormula(element)
}

/** Lazy loaders and consent plug-ins leave the player of a page without scripts here. */
function keepPlayers(noscript: Element): void {
  const players = playersBelow(noscript)
  if (players.length === 0) {
    removeLast(noscript)
    return
  }
  noscript.children = players
  players.forEach((player, index) => {
    player.parent = noscript
    player.prev = players[index - 1] ?? null
    player.next = players[index + 1] ?? null
  })
}

const playersBelow = (element: Element): Element[] =>
  element.children.flatMap((child) => {
    if (!('attribs' in child)) return []
    return child.name === 'iframe' || child.name === 'video' ? [child] : playersBelow(child)
  })

const isShort = (element: Element): boolean => textBelow(element).trim().length < leastNoscriptChars

/** MathJax 2 keeps a formula in a script that nothing runs: an element of MathML with its TeX takes its place. */
function showFormula(script: Element): void {
  const [content] = script.children
  if (content?.type !== 'text') {
    removeLast(script)
    return
  }
  const display = /mode\s*=\s*display/i.test(script.attribs.type ?? '')
  script.name = 'math'
  script.attribs = { 'data-latex': content.data, ...(display ? { display: 'block' } : {}) }
}

function removeLast(element: Element): void {
  const parent: ParentNode | null = element.parent
  parent?.children.pop()
  const last = parent?.children.at(-1)
  if (last) last.next = null
}
