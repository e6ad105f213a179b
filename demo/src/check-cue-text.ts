import { readVttTime } from './caption-time.ts'

interface CueTimes {
  /** Milliseconds. */
  start: number
  end: number
}

const plainTags = new Set(['c', 'i', 'b', 'u', 'ruby', 'rt'])
const annotatedTags = new Set(['v', 'lang'])
const startTag = /^(\w+)((?:\.[^\s&<>.]+)*)(?:[ \t]([\s\S]*))?$/
const reference = /&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z][\dA-Za-z]*);/g

/**
 * What is against the grammar of WebVTT caption text, https://www.w3.org/TR/webvtt1/#caption-text: tags that are not
 * closed or not known, a bare `&` or `<`, times within the cue that do not rise.
 */
export function checkCueText(text: string, { start, end }: CueTimes): string[] {
  const problems: string[] = []
  const open: string[] = []
  let time = start
  if (/&/.test(text.replace(reference, ''))) problems.push('a bare & in the text')
  const tags = [...text.matchAll(/<([^<>]*)(>?)/g)]
  for (const [, inner = '', closed] of tags) {
    if (closed === '') {
      problems.push('a bare < in the text')
      continue
    }
    const at = readVttTime(inner)
    if (at !== null) {
      if (at <= time || at >= end) problems.push(`the time ${inner} in the text does not fit`)
      time = at
      continue
    }
    if (inner.startsWith('/')) {
      const name = inner.slice(1)
      // The last `rt` of a `ruby` need not be closed.
      if (name === 'ruby' && open.at(-1) === 'rt') open.pop()
      if (open.at(-1) === name) open.pop()
      else problems.push(`</${name}> closes nothing`)
      continue
    }
    const [, name = '', , annotation] = startTag.exec(inner) ?? []
    if (annotatedTags.has(name)) {
      if ((annotation ?? '').trim() === '') problems.push(`<${name}> names nothing`)
    } else if (!plainTags.has(name)) problems.push(`there is no tag <${inner}>`)
    else if (annotation !== undefined) problems.push(`<${name}> takes no name`)
    if (name === 'rt' && open.at(-1) !== 'ruby') problems.push('<rt> outside of <ruby>')
    if (name !== '') open.push(name)
  }
  // A voice that is all there is need not be closed.
  const wholeVoice = open.length === 1 && open[0] === 'v' && /^<v[. \t]/.test(text)
  if (open.length > 0 && !wholeVoice) problems.push(`<${open.at(-1)}> is not closed`)
  return problems
}
