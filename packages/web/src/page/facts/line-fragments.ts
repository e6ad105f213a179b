import type { FlatLine, FlatPage } from './flat-element.ts'

/** A piece of a line between separators. */
export interface Fragment {
  text: string
  from: number
  to: number
}

/** The line without its times, cut at separators and where elements begin and end. */
export function fragmentsOf(page: FlatPage, line: FlatLine, spans: readonly [number, number][]): Fragment[] {
  const cuts = new Set<number>()
  for (const [from, to] of spans) cuts.add(line.from + from).add(line.from + to)
  for (let at = line.first; at < line.last; at += 1) {
    const element = page.elements[at]
    if (element && element.from >= line.from && element.to <= line.to && element.to > element.from)
      cuts.add(element.from).add(element.to)
  }
  for (const found of line.text.matchAll(/\s*[|·•;/→]\s+|\s+[–—-]\s+|\s+@\s+/g))
    cuts.add(line.from + found.index).add(line.from + found.index + found[0].length)
  if (spans.length > 0) for (const found of line.text.matchAll(/,\s+/g)) cuts.add(line.from + found.index)
  const edges = [
    line.from,
    ...[...cuts].filter((cut) => cut > line.from && cut < line.to).sort((a, b) => a - b),
    line.to,
  ]
  const fragments: Fragment[] = []
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const from = edges[at] ?? 0
    const to = edges[at + 1] ?? 0
    if (spans.some(([begin, end]) => from >= line.from + begin && to <= line.from + end)) continue
    const raw = page.text.slice(from, to)
    const text = raw
      .replace(/^[\s,;:|·•()[\]/@–—-]+|[\s,;:|·•([\]/@–—-]+$/g, '')
      .replace(
        /^\)+|^(?:and|und|et|y|in|at|on|by|von|the|from|to|with|mit|avec|con|por|par|bis|um|uhr)$/i,
        '',
      )
    if (/[\p{L}\p{N}]/u.test(text))
      fragments.push({ text, from: from + raw.indexOf(text), to: from + raw.indexOf(text) + text.length })
  }
  return fragments
}
