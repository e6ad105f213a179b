import type { Inline } from '../markdown-tree.ts'

/**
 * White space as a browser shows it: one space for a run, none at the edges and beside line breaks. Spaces at the
 * edge of emphasis move out of it, empty emphasis goes, and neighbours of a kind become one.
 */
export function tidyInlines(nodes: readonly Inline[]): Inline[] {
  const out = collapse(nodes, { space: true })
  trimEnd(out)
  while (out[0]?.type === 'break') out.shift()
  return out
}

type Wrapper = Extract<Inline, { children: Inline[] }>['type']

interface Before {
  /** Whether what comes before is a space or the begin of a line. */
  space: boolean
}

function collapse(
  nodes: readonly Inline[],
  before: Before,
  inside: readonly Wrapper[] = [],
  out: Inline[] = [],
): Inline[] {
  for (const node of nodes) {
    switch (node.type) {
      case 'text': {
        let value = node.value.replace(/[ \t\n\r\f\u00a0]+/g, ' ')
        if (before.space && value.startsWith(' ')) value = value.slice(1)
        if (value === '') break
        before.space = value.endsWith(' ')
        addText(out, value)
        break
      }
      case 'break':
        trimEnd(out, false)
        out.push(node)
        before.space = true
        break
      case 'strong':
      case 'emphasis':
      case 'delete':
      case 'link':
        // Bold in bold is bold, and no link is in a link.
        if (inside.includes(node.type)) collapse(node.children, before, inside, out)
        else wrap(node, withSingleBreaks(collapse(node.children, before, [...inside, node.type])), out)
        break
      default:
        out.push(node)
        before.space = false
    }
  }
  return out
}

/** Two line breaks divide paragraphs, which neither emphasis nor a cell can. */
export const withSingleBreaks = (nodes: readonly Inline[]): Inline[] =>
  nodes.filter((node, index) => node.type !== 'break' || nodes[index - 1]?.type !== 'break')

function wrap(node: Extract<Inline, { children: Inline[] }>, children: Inline[], out: Inline[]): void {
  const lead: Inline[] = []
  for (let first = children[0]; first; first = children[0]) {
    if (first.type === 'break' || (first.type === 'text' && first.value === ' ')) lead.push(first)
    else break
    children.shift()
  }
  const first = children[0]
  if (first?.type === 'text' && first.value.startsWith(' ')) {
    lead.push({ type: 'text', value: ' ' })
    children[0] = { type: 'text', value: first.value.slice(1) }
  }
  const tail: Inline[] = []
  for (let last = children.at(-1); last; last = children.at(-1)) {
    if (last.type === 'break' || (last.type === 'text' && last.value === ' ')) tail.unshift(last)
    else break
    children.pop()
  }
  const last = children.at(-1)
  if (last?.type === 'text' && last.value.endsWith(' ')) {
    tail.unshift({ type: 'text', value: ' ' })
    children[children.length - 1] = { type: 'text', value: last.value.slice(0, -1) }
  }
  add(out, lead)
  if (children.length > 0) {
    const before = out.at(-1)
    if (before?.type === node.type && node.type !== 'link' && 'children' in before)
      add(before.children, children)
    else out.push({ ...node, children })
  }
  add(out, tail)
}

function add(out: Inline[], nodes: readonly Inline[]): void {
  for (const node of nodes) {
    if (node.type === 'text') addText(out, node.value)
    else {
      if (node.type === 'break') trimEnd(out, false)
      out.push(node)
    }
  }
}

function addText(out: Inline[], value: string): void {
  const last = out.at(-1)
  if (last?.type === 'text') last.value += value
  else out.push({ type: 'text', value })
}

/** Drops white space at the end, line breaks too by default. */
function trimEnd(out: Inline[], breaks = true): void {
  for (let last = out.at(-1); last; last = out.at(-1)) {
    if (last.type === 'text') {
      last.value = last.value.trimEnd()
      if (last.value !== '') return
    } else if (last.type !== 'break' || !breaks) return
    out.pop()
  }
}
