import { isElement, type PageElement, type PageNode } from '../tree/bounded-page.ts'
import { textWithin } from '../tree/text-within.ts'
import { cellPart } from './cell-part.ts'
import { closest, descendants, elementsIn, headingLevel, parentOf, shapeOf } from './elements.ts'
import { factsAround } from './facts-around.ts'
import type { Part } from './part.ts'
import { isSectionWord } from './section-words.ts'
import { comparable } from './session-title.ts'
import { clockTime } from './times-in-text.ts'

const cells: ReadonlySet<string> = new Set(['td', 'th'])
const mostPeers = 12
const talkChars = 4_000

/** The talk that an element names, if it is one of several of like shape; null on a page about one talk. */
export function talkAround(title: PageElement, body: PageElement): Part | null {
  for (let element = title; element !== body; ) {
    const parent = parentOf(element)
    if (parent === null) return null
    if (cells.has(element.name)) {
      const part = cellPart(element, title)
      if (part !== null) return { ...part, facts: [...part.facts, ...missing(part, body)] }
    }
    const nodes = blockOf(element, title)
    if (nodes !== null && isOneOfMany(element, nodes, title)) {
      const part: Part = { nodes, title, facts: [] }
      return { ...part, facts: factsAround(element, body, nodes) }
    }
    element = parent
  }
  return null
}

function missing(part: Part, body: PageElement): Part['facts'] {
  const table = part.nodes[0] && closest(part.nodes[0], new Set(['table']))
  const known = new Set(part.facts.map(({ label }) => label))
  return table ? factsAround(table, body, part.nodes).filter(({ label }) => !known.has(label)) : []
}

/** Nodes that belong to an element: a heading has what follows it, a term its descriptions. */
function blockOf(element: PageElement, title: PageElement): PageNode[] | null {
  const level = headingLevel(element)
  if (level !== null) return sectionOf(element, level)
  if (element.name === 'dt') return until(element, (next) => next.name === 'dt')
  // The title alone is no talk.
  return element === title ? null : [element]
}

/** A heading and its siblings up to the next one of its level or above. */
export const sectionOf = (heading: PageElement, level: number): PageNode[] =>
  until(heading, (next) => (headingLevel(next) ?? 7) <= level)

function until(first: PageElement, ends: (element: PageElement) => boolean): PageNode[] {
  const nodes: PageNode[] = [first]
  for (let next = first.next as PageNode | null; next; next = next.next as PageNode | null) {
    if (isElement(next) && ends(next)) break
    nodes.push(next)
  }
  return nodes
}

/** Siblings of like shape are talks, too: each has a title of the same kind, and times or speakers or a text. */
function isOneOfMany(element: PageElement, nodes: readonly PageNode[], title: PageElement): boolean {
  const parent = parentOf(element)
  if (parent === null) return false
  const shape = shapeOf(element)
  const level = headingLevel(element)
  const siblings = elementsIn(parent).filter((each) => each !== element && shapeOf(each) === shape)
  const peers = nearest(siblings, elementsIn(parent).indexOf(element), elementsIn(parent)).flatMap((peer) => {
    const peerNodes =
      level !== null
        ? sectionOf(peer, level)
        : peer.name === 'dt'
          ? until(peer, (n) => n.name === 'dt')
          : [peer]
    const name = element === title ? peer : titleLike(peer, title)
    const text = name === null ? null : textWithin(name, 300)
    if (text === null || text === '') return []
    return [{ nodes: peerNodes, name: text }]
  })
  if (peers.length === 0 || peers.some(({ name }) => isSectionWord(name))) return false
  const own = talkEvidence(nodes)
  const others = peers.map((peer) => talkEvidence(peer.nodes))
  if (own.chars < (textWithin(title, 1_000)?.length ?? 0) + 3) return false
  if (own.stated && others.some(({ stated }) => stated)) return true
  const told = others.filter(({ chars }) => chars >= 80)
  return peers.length >= 2 && own.chars >= 80 && told.length * 2 >= others.length
}

/** The siblings next to an element stand for all of them. */
function nearest(siblings: PageElement[], own: number, all: PageElement[]): PageElement[] {
  if (siblings.length <= mostPeers) return siblings
  const places = new Map(all.map((element, index) => [element, index]))
  const distance = (element: PageElement): number => Math.abs((places.get(element) ?? 0) - own)
  return siblings.toSorted((a, b) => distance(a) - distance(b)).slice(0, mostPeers)
}

/** The element of a block that has the shape of another block's title. */
function titleLike(block: PageElement, title: PageElement): PageElement | null {
  const shape = shapeOf(title)
  for (const element of descendants(block, 200)) if (shapeOf(element) === shape) return element
  return null
}

/** What shows that nodes are a talk: a time or people are stated, or there is a text. */
function talkEvidence(nodes: readonly PageNode[]): { stated: boolean; chars: number } {
  let text = ''
  let people = false
  for (const node of nodes) {
    text += ` ${textWithin(node, talkChars) ?? 'x'.repeat(talkChars)}`
    if (!people && isElement(node)) people = hasPeople(node)
    if (text.length > talkChars) break
  }
  return { stated: people || clockTime.test(text) || saidBy.test(text), chars: comparable(text).length }
}

const saidBy =
  /(?:^|\s)(?:by|von|mit|par|por|di|speakers?|referent(?:in|en)?|presenters?|intervenant(?:e|s)?|ponentes?|relator[ei])\s*:?\s+\p{Lu}/u

function hasPeople(node: PageElement): boolean {
  for (const { attribs } of descendants(node, 200)) {
    const said = `${attribs.class ?? ''} ${attribs.itemprop ?? ''} ${attribs.href ?? ''}`
    if (
      /(?:^|[-_\s/])(?:speakers?|presenters?|authors?|performer|referent(?:en|in)?|vortragende|persons?|people)(?:$|[-_\s/])/i.test(
        said,
      )
    )
      return true
  }
  return false
}
