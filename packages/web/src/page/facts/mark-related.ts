import { factLabel } from './fact-labels.ts'
import { type FlatElement, type FlatLine, outermost } from './flat-element.ts'

/** No more than this share of the page is about other sessions. */
const maxShare = 0.5

/** Parts of the page with a subject of their own. */
const apart = new Set(['aside', 'section', 'article', 'main', 'footer'])

/** Marks what stands under headings such as `Other talks` or `Our sponsors`, up to the next heading of their level. */
export function markRelated(elements: readonly FlatElement[], lines: readonly FlatLine[]): void {
  const whole = elements[0] ? elements[0].to - elements[0].from : 0
  for (const line of lines) {
    const { heading } = line
    if (heading === null || heading.zone !== null || line.to - line.from > 50) continue
    if (factLabel(line.text) !== 'related') continue
    const own = outermost(heading)
    const container = own.parent
    if (container === null) continue
    const level = Number(heading.name.slice(1))
    let end = own.end
    while (end < container.end) {
      const next = elements[end]
      if (!next) break
      if (/^h[1-6]$/.test(next.name) && Number(next.name.slice(1)) <= level) break
      if (next.parent === container && apart.has(next.name)) break
      end += 1
    }
    const to = elements[end - 1]?.to ?? own.to
    if (to - own.from > whole * maxShare) continue
    for (let at = own.index; at < end; at += 1) {
      const element = elements[at]
      if (element) element.zone ??= 'related'
    }
  }
}
