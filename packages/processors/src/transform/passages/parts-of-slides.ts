import { oneLine } from '../markdown/escape-markdown.ts'
import type { Slide } from '../slides/slide.ts'
import { isClosing } from './is-closing.ts'

/** A part by its slide: it begins when the slide appears. */
export interface SlidePart {
  start: number
  /** Of the slide; empty for one that names nothing: none, that of the talk, thanks. */
  title: string
}

/** Slides have to be known for this share of the talk. */
const leastShown = 0.5
/** Seconds of the last part; a shorter title slide at the beginning is no part. */
const shortestEdge = { first: 15, last: 20 }

interface Run extends SlidePart {
  /** For which it is shown, with slides without titles behind it. */
  seconds: number
}

/**
 * The parts of a talk by its slides, none shorter than `least` seconds: of the slides that appear within that time the ones
 * that are shown longest begin parts, so that each part has the title of the slide that it begins with. Empty where slides are not
 * known for most of the talk.
 */
export function partsOfSlides(
  slides: readonly Slide[],
  { session, least, begin, end }: { session: string; least: number; begin: number; end: number },
): SlidePart[] {
  const shown = slides
    .flatMap(({ title, spans }) =>
      spans.map((span) => ({
        start: span.start,
        seconds: (span.end ?? end) - span.start,
        title: nameable(title, session),
      })),
    )
    .filter(({ start }) => start < end)
    .toSorted((a, b) => a.start - b.start)
  const known = shown.reduce((sum, { seconds }) => sum + seconds, 0)
  if (shown.length < 2 || known < leastShown * end) return []
  const runs = joinRuns(shown)
  const [first] = runs
  if (first === undefined) return []
  // What is said before the first slide has no title
  if (first.start - begin >= shortestEdge.first && first.title !== '')
    runs.unshift({ start: begin, title: '', seconds: first.start - begin })
  else runs[0] = { ...first, start: Math.min(first.start, begin) }
  const second = runs[1]
  if (second !== undefined && second.start - begin < shortestEdge.first) runs.shift()
  return longestRuns(runs, least, end).map(({ start, title }) => ({ start, title }))
}

/** Slides of one title, and those without behind them. */
function joinRuns(shown: readonly Run[]): Run[] {
  const runs: Run[] = []
  for (const slide of shown) {
    const run = runs.at(-1)
    if (run === undefined || (slide.title !== '' && slide.title !== run.title)) runs.push({ ...slide })
    else run.seconds += slide.seconds
  }
  return runs
}

/** The first run, and those of the others that are shown longest of all choices with at least so many seconds between them. */
function longestRuns(runs: readonly Run[], least: number, end: number): Run[] {
  interface Choice {
    seconds: number
    runs: Run[]
  }
  /** The best choice that ends in each run. */
  const best: Choice[] = []
  for (const [at, run] of runs.entries()) {
    const before =
      at === 0
        ? { seconds: 0, runs: [] }
        : best
            .slice(0, at)
            .filter((choice) => isApart(choice.runs.at(-1), run, least))
            .reduce<Choice | null>((a, b) => (a === null || b.seconds > a.seconds ? b : a), null)
    if (before === null) best.push({ seconds: Number.NEGATIVE_INFINITY, runs: [run] })
    else best.push({ seconds: before.seconds + run.seconds, runs: [...before.runs, run] })
  }
  const whole = best.filter(
    ({ runs: own }, at) => at === 0 || end - (own.at(-1)?.start ?? 0) >= shortestEdge.last,
  )
  return whole.reduce<Choice>((a, b) => (b.seconds > a.seconds ? b : a), { seconds: 0, runs: [] }).runs
}

/** Greetings need no such time. */
function isApart(before: Run | undefined, run: Run, least: number): boolean {
  const isGreeting = before?.title === ''
  return run.start - (before?.start ?? 0) >= (isGreeting ? shortestEdge.first : least)
}

function nameable(title: string | null, session: string): string {
  const own = oneLine(title ?? '')
  const isTalk = own.length > 2 && oneLine(session).toLowerCase().startsWith(own.toLowerCase())
  return isTalk || isClosing(own) ? '' : own.slice(0, 200).trim()
}
