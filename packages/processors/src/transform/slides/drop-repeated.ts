import { correlate, type Sketch } from './sketch.ts'
import type { Slide, Span } from './slide.ts'

/** A slide with what is compared. */
export interface Candidate extends Slide {
  sketch: Sketch | null
  /** False where the page has a fingerprint that shows nothing. */
  visible: boolean
}

/** From here on two pictures are of the same layout. */
const alike = 0.6
/** From here on they are the same, as far as a fingerprint tells. */
const same = 0.995

/**
 * Drops blank pages, and pages whose successor shows the same or more: of a slide built up step by step the last page
 * stays and takes over the times of the others. When in doubt a page stays.
 */
export function dropRepeated(pages: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  for (const page of pages) {
    if (!page.visible && page.text.trim() === '') continue
    const before = kept.at(-1)
    if (before && before.file === page.file && isShownAgain(before, page)) {
      kept[kept.length - 1] = {
        ...page,
        title: page.title ?? before.title,
        spans: joinSpans(before.spans, page.spans),
        links: [...before.links, ...page.links],
      }
    } else kept.push(page)
  }
  return kept
}

function isShownAgain(before: Candidate, page: Candidate): boolean {
  if (before.picture && before.picture.sha256 === page.picture?.sha256) return true
  const likeness = before.sketch && page.sketch ? correlate(before.sketch, page.sketch) : null
  const [less, more] = [wordLines(before.text), wordLines(page.text)]
  // A title alone is on many pages, over another picture each
  if (less.length < 2) return goesOn(less, more) && more.length === less.length && (likeness ?? 0) >= same
  return (likeness ?? 1) >= alike && goesOn(less, more)
}

/** Lines as they are compared: letters and digits only, without page numbers. */
const wordLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) =>
      line
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim(),
    )
    .filter(
      (line) =>
        /\p{L}/u.test(line) &&
        !/^(page|seite|folie|slide|diapo\w*) \d+( (of|von|de|di|sur) \d+)?$/.test(line),
    )

/** True when all of the lines come again in their order, the first of them first. */
function goesOn(less: readonly string[], more: readonly string[]): boolean {
  if (less[0] !== more[0]) return false
  let at = 0
  for (const line of more) if (line === less[at]) at++
  return at === less.length
}

/** Both lists sorted by time, adjacent ones joined. */
export function joinSpans(a: readonly Span[], b: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of [...a, ...b].sort((one, other) => one.start - other.start)) {
    const last = joined.at(-1)
    if (last && (last.end === null || last.end >= span.start)) {
      last.end = last.end === null || span.end === null ? null : Math.max(last.end, span.end)
    } else joined.push({ ...span })
  }
  return joined
}
