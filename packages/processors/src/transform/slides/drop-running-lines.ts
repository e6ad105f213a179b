import type { Slide } from './slide.ts'

/** Share of a file's slides on which a line must stand to be part of their design, and how many slides that are at least. */
const usual = 0.6
const fewest = 3
/** Headers and footers are no further from the first and the last line. */
const edge = 2

/**
 * Removes headers and footers of slides of which only lines are known: those at the top or bottom of most slides of a file, such as the name of the
 * conference. Lines that differ only in numbers are the same.
 */
export function dropRunningLines<S extends Pick<Slide, 'file' | 'text' | 'blocks'>>(
  slides: readonly S[],
): S[] {
  const files = Map.groupBy(
    slides.filter(({ blocks }) => blocks === undefined),
    ({ file }) => file,
  )
  const running = new Map([...files].map(([file, own]) => [file, runningLines(own.map(({ text }) => text))]))
  return slides.map((slide) => {
    if (slide.blocks !== undefined) return slide
    const drop = running.get(slide.file) ?? new Set<string>()
    const lines = slide.text.split('\n')
    const kept = lines.filter((line, index) => !isAtEdge(index, lines.length) || !drop.has(wordsOf(line)))
    return { ...slide, text: kept.join('\n') }
  })
}

function runningLines(texts: readonly string[]): Set<string> {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const lines = text.split('\n')
    const edges = new Set(lines.filter((_, index) => isAtEdge(index, lines.length)).map(wordsOf))
    for (const line of edges) if (line !== '') counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  const enough = Math.max(fewest, usual * texts.length)
  return new Set([...counts].flatMap(([line, count]) => (count >= enough ? [line] : [])))
}

const isAtEdge = (index: number, lines: number): boolean => index < edge || index >= lines - edge

const wordsOf = (line: string): string =>
  line
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
