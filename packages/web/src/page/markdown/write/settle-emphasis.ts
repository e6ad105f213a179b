import type { Inline } from '../markdown-tree.ts'

type Emphasis = Extract<Inline, { type: 'strong' | 'emphasis' | 'delete' }>
/** Emphasis with the marks that it gets. */
export type Settled = Exclude<Inline, Emphasis> | { type: 'marked'; mark: string; children: Inline[] }

/**
 * Chooses marks that every reader of CommonMark takes for emphasis between their neighbours
 * (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run). Signs at the edge move out of it where they are in the
 * way, as in `**Note**:text`; where nothing helps, the text has no emphasis. Texts that meet then become one.
 */
export function settleEmphasis(nodes: readonly Inline[], before: string, after: string): Settled[] {
  const out: Settled[] = []
  const open = nodes.toReversed()
  for (let node = open.pop(); node; node = open.pop()) {
    if (!isEmphasis(node)) {
      add(node, out)
      continue
    }
    const last = out.at(-1)
    const previous = last === undefined ? before : lastSign(last)
    const next = open.at(-1)
    // Whether what follows keeps its marks is not known yet.
    const following =
      next === undefined ? [after] : isEmphasis(next) ? [sign(next), firstSign(next)] : [firstSign(next)]
    const mark = markOf(node, previous, following)
    if (mark !== null) out.push({ type: 'marked', mark, children: node.children })
    else open.push(...withoutEdges(node).toReversed())
  }
  return out
}

const isEmphasis = (node: Inline): node is Emphasis =>
  node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete'

const sign = (node: Emphasis): string => (node.type === 'delete' ? '~' : node.type === 'strong' ? '*' : '_')

function markOf(node: Emphasis, before: string, after: readonly string[]): string | null {
  const [head] = node.children
  const tail = node.children.at(-1)
  if (head === undefined || tail === undefined) return null
  // GitHub takes `_` for a part of an address of mail.
  const inWord = ![before, ...after].every((next) => isSpace(next) || isOldPunctuation(next)) || hasAt(node)
  const mark = node.type === 'delete' ? '~~' : node.type === 'strong' ? '**' : inWord ? '*' : '_'
  const first = isEmphasis(head) ? sign(head) : firstSign(head)
  const last = isEmphasis(tail) ? sign(tail) : lastSign(tail)
  const [edge] = mark
  if (before === edge || first === edge || last === edge || after.includes(edge ?? '')) return null
  const opens = !isSpace(first) && (!isPunctuation(first) || isSpace(before) || isOldPunctuation(before))
  const closes =
    !isSpace(last) && after.every((next) => !isPunctuation(last) || isSpace(next) || isOldPunctuation(next))
  return opens && closes ? mark : null
}

const hasAt = ({ children }: Emphasis): boolean =>
  children.some(
    (node) => (node.type === 'text' && node.value.includes('@')) || (isEmphasis(node) && hasAt(node)),
  )

/** The content, with its words still marked if signs stand around them. */
function withoutEdges(node: Emphasis): Inline[] {
  const [only] = node.children
  if (node.children.length !== 1 || only?.type !== 'text') return node.children
  const signs = [...only.value]
  const from = signs.findIndex(isWord)
  const to = signs.findLastIndex(isWord) + 1
  if (from === -1 || (from === 0 && to === signs.length)) return node.children
  const text = (begin: number, end?: number): Inline => ({
    type: 'text',
    value: signs.slice(begin, end).join(''),
  })
  const middle: Inline = { ...node, children: [text(from, to)] }
  const lead = from === 0 ? [] : [text(0, from)]
  return to === signs.length ? [...lead, middle] : [...lead, middle, text(to)]
}

/** Neighbours of a kind become one: the marks of two pieces of code would be read as one mark. */
function add(node: Exclude<Inline, Emphasis>, out: Settled[]): void {
  const last = out.at(-1)
  if (node.type === 'text' && node.value === '') return
  if (last?.type === node.type && 'value' in last && 'value' in node) {
    const value = last.value + (node.type === 'inlineMath' ? ' ' : '') + node.value
    out[out.length - 1] = { ...node, value }
  } else out.push(node)
}

/** What the Markdown of a node begins with: a mark, or the first character of its text. */
export function firstSign(node: Inline | Settled): string {
  if (node.type === 'text') return firstCharacter(node.value)
  if (node.type === 'marked') return node.mark[0] ?? ''
  if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete') {
    const [head] = node.children
    return head === undefined ? '' : firstSign(head)
  }
  return edges[node.type][0]
}

function lastSign(node: Inline | Settled): string {
  if (node.type === 'text') return [...node.value.slice(-2)].at(-1) ?? ''
  if (node.type === 'marked') return node.mark[0] ?? ''
  if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete') {
    const tail = node.children.at(-1)
    return tail === undefined ? '' : lastSign(tail)
  }
  return edges[node.type][1]
}

const edges = {
  inlineCode: ['`', '`'],
  inlineMath: ['$', '$'],
  link: ['[', ')'],
  image: ['!', ')'],
  break: ['\n', '\n'],
  box: ['', ''],
} as const

const firstCharacter = (text: string): string => {
  const code = text.codePointAt(0)
  return code === undefined ? '' : String.fromCodePoint(code)
}

const isSpace = (character: string): boolean => character === '' || /^\s/.test(character)
const isWord = (character: string): boolean => /^[\p{L}\p{N}]/u.test(character)
/** Unicode's punctuation and symbols, as CommonMark 0.31 has it. */
const isPunctuation = (character: string): boolean => /^[\p{P}\p{S}]/u.test(character)
/** What every version and parser takes for punctuation: not the other symbols, and none beyond 16 bits. */
const isOldPunctuation = (character: string): boolean =>
  /^[\p{P}$+<=>^`|~]$/u.test(character) && character.length === 1
