import type { Passage, TalkPart } from '@async-events/core'
import type { Chapter } from '../document/chapters.ts'
import { oneLine } from '../markdown/escape-markdown.ts'
import type { Slide } from '../slides/slide.ts'
import { isClosing } from './is-closing.ts'
import { nameParts } from './name-parts.ts'
import { findTopicShifts } from './topic-shifts.ts'

export interface PartSources {
  /** Of the recording, with a title each. */
  chapters: readonly Chapter[]
  slides: readonly Slide[]
  /** Speech that can be trusted, with its times. */
  passages: readonly Passage[]
  /** Of the speech. */
  language: string
  /** Seconds; null when unknown. */
  duration: number | null
  /** Title of the talk: it names no part. */
  session: string
}

/** A talk has about so many parts, and a part so many seconds, where nobody made chapters. */
const wanted = { parts: 7, shortest: 90, longest: 480 }
/** A shorter talk is one part. Seconds. */
const shortestTalk = 240

/**
 * The parts of a talk in order: its chapters, else runs of slides, else where its words change. Empty without speech that has
 * times.
 */
export function talkParts(sources: PartSources): TalkPart[] {
  const { chapters, passages, duration } = sources
  const spoken = passages.filter(({ from, start }) => from === 'speech' && start !== null)
  const first = spoken[0]?.start ?? null
  const last = spoken.at(-1)
  if (first === null || last === undefined) return []
  const end = Math.max(last.end ?? 0, last.start ?? 0)
  if (chapters.length > 1) return withEnds(chapters, duration ?? end)
  if (end - first < shortestTalk) return []
  const about = Math.min(wanted.longest, Math.max(wanted.shortest, (end - first) / wanted.parts))
  const bySlides = partsOfSlides(sources, about, end)
  if (bySlides.length > 1) return withEnds(bySlides, end)
  const starts = [first, ...findTopicShifts(spoken, sources.language, { about, longest: wanted.longest })]
  return starts.length < 2
    ? []
    : nameParts(
        withEnds(
          starts.map((start) => ({ start, title: '' })),
          end,
        ),
        sources,
      )
}

const withEnds = (parts: readonly { start: number; title: string }[], end: number): TalkPart[] =>
  parts.map(({ start, title }, at) => {
    const until = parts[at + 1]?.start ?? end
    return { title, start, end: until > start ? until : null }
  })

interface Shown {
  start: number
  seconds: number
  title: string
}

/** Slides have to be known for this share of the talk. */
const leastShown = 0.5

function partsOfSlides({ slides, session }: PartSources, about: number, end: number): Shown[] {
  const shown = slides
    .flatMap(({ title, spans }) =>
      spans.map((span) => ({
        start: span.start,
        seconds: (span.end ?? end) - span.start,
        title: nameable(title, session),
      })),
    )
    .toSorted((a, b) => a.start - b.start)
  const known = shown.reduce((sum, { seconds }) => sum + seconds, 0)
  if (shown.length < 2 || known < leastShown * end) return []
  const runs: Shown[][] = []
  for (const slide of shown) {
    const run = runs.at(-1)
    const begun = run?.[0]?.start ?? 0
    const goesOn = slide.title === '' || slide.title === run?.at(-1)?.title
    if (run === undefined || (!goesOn && slide.start - begun >= 0.75 * about)) runs.push([slide])
    else run.push(slide)
  }
  const tail = runs.at(-1)
  if (runs.length > 1 && tail?.[0] && end - tail[0].start < wanted.shortest / 2)
    runs.at(-2)?.push(...(runs.pop() ?? []))
  const parts = runs.flatMap((run) => {
    const [first] = run
    const named = run.filter(({ title }) => title !== '').toSorted((a, b) => b.seconds - a.seconds)
    return first === undefined || named[0] === undefined ? [] : [{ ...first, title: named[0].title }]
  })
  // What is said before the first slide is part of its part
  return parts.map((part, at) =>
    at === 0 ? { ...part, start: Math.min(part.start, shown[0]?.start ?? 0) } : part,
  )
}

function nameable(title: string | null, session: string): string {
  const own = oneLine(title ?? '')
  const same = own.toLowerCase() === oneLine(session).toLowerCase()
  return same || isClosing(own) ? '' : own.slice(0, 200).trim()
}
