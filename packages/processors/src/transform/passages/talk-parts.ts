import { type NounPhrase, nounPhrases } from '@async-events/ai'
import type { Passage, TalkPart } from '@async-events/core'
import type { Chapter } from '../document/chapters.ts'
import type { Slide } from '../slides/slide.ts'
import { findQuestions } from './find-questions.ts'
import { joinNameless } from './join-nameless.ts'
import { nameParts } from './name-parts.ts'
import { partsOfSlides } from './parts-of-slides.ts'
import { findTurn, type Turn } from './spoken-turns.ts'
import { findTopicShifts } from './topic-shifts.ts'
import { wordingOfParts } from './wording-of-parts.ts'

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
/** A conclusion begins in the last part of a talk; share of its time. */
const earliestConclusion = 0.7
/** Seconds. */
const shortestConclusion = 15
/** Of a part with those that are joined to it: no longer than a reader finds his way in. Seconds. */
const longestJoined = 360

/**
 * The parts of a talk in order: its chapters, else its slides, else where the speaker turns to something else or the words change;
 * questions and answers are a part of their own. Titles are those of chapters and slides, what the speaker announces, or a phrase
 * of the part; one without any of these belongs to the one before it. Empty without speech that has times, and without words that could name a part.
 */
export function talkParts(sources: PartSources): TalkPart[] {
  const { chapters, passages, duration, language } = sources
  const spoken = passages.filter(({ from, start }) => from === 'speech' && start !== null)
  const first = spoken[0]?.start ?? null
  const last = spoken.at(-1)
  if (first === null || last === undefined) return []
  const end = Math.max(last.end ?? 0, last.start ?? 0)
  if (chapters.length > 1) return withEnds(chapters, duration ?? end)
  if (end - first < shortestTalk) return []
  const about = Math.min(wanted.longest, Math.max(wanted.shortest, (end - first) / wanted.parts))
  const questions = findQuestions(spoken, language)
  const talk = questions === null ? spoken : spoken.filter(({ start }) => (start ?? 0) < questions)
  const phrases = nounPhrases(
    talk.map(({ text }) => text),
    language,
  )
  const turns = turnsOf(talk, language, phrases)
  const starts = startsOf(sources, { talk, turns, about, first, end: questions ?? end })
  if (starts.length < 2) return []
  const { introduction, questions: asked } = wordingOfParts(language)
  const found = withEnds(
    starts.map((part, at) => (at === 0 && part.title === '' ? { ...part, title: introduction } : part)),
    questions ?? end,
  )
  const said = { spoken: talk, phrases, session: sources.session, language }
  const named = nameParts(found, said)
  const joined = isBare(talk) ? joinNameless(named, longestJoined) : named
  // No title is empty: what has no words to be called by is no part, and a talk without any has none
  const shown = joinNameless(nameParts(joined, { ...said, always: true }))
  if (shown.some(({ title }) => title === '')) return []
  return questions === null ? shown : [...shown, { title: asked, start: questions, end }]
}

/** Speech without full stops, of which little can be quoted: a part with a poor name may have no gist either. */
const isBare = (talk: readonly Passage[]): boolean =>
  talk.filter(({ text }) => /[.!?…。！？]["'”’»)\]]*$/.test(text)).length < talk.length / 2

const withEnds = (parts: readonly { start: number; title: string }[], end: number): TalkPart[] =>
  parts.map(({ start, title }, at) => {
    const until = parts[at + 1]?.start ?? end
    return { title, start, end: until > start ? until : null }
  })

/** By the place of their sentence. */
function turnsOf(
  talk: readonly Passage[],
  language: string,
  phrases: readonly NounPhrase[],
): Map<number, Turn> {
  const counts = new Map(
    phrases.flatMap(({ count, candidate }) =>
      [...candidate.forms.keys()].map((form) => [form.toLowerCase(), count] as const),
    ),
  )
  const isTerm = (phrase: string, times: number): boolean => (counts.get(phrase.toLowerCase()) ?? 0) >= times
  return new Map(
    talk.flatMap(({ text }, at) => {
      const turn = findTurn(text, language, isTerm)
      return turn === null ? [] : [[at, turn] as const]
    }),
  )
}

interface Talk {
  talk: readonly Passage[]
  turns: ReadonlyMap<number, Turn>
  about: number
  first: number
  end: number
}

/** Where the parts before the questions begin, and what they are called where that is known. */
function startsOf(
  sources: PartSources,
  { talk, turns, about, first, end }: Talk,
): { start: number; title: string }[] {
  const { slides, session, language } = sources
  const conclusion = conclusionOf(talk, turns, { first, end })
  const until = conclusion ?? end
  const bySlides = partsOfSlides(slides, { session, least: about / 2, begin: first, end })
  const concludes = { start: until, title: wordingOfParts(language).conclusion }
  if (bySlides.length > 1) {
    const parts = bySlides.flatMap((part, at) => {
      const next = bySlides[at + 1]?.start ?? end
      return next - part.start > wanted.longest
        ? [part, ...shiftsWithin(talk, { turns, about, language, from: part.start, to: next })]
        : [part]
    })
    const isApart = parts.every(({ start }) => Math.abs(start - until) >= about / 2)
    return conclusion !== null && isApart && until > (parts.at(-1)?.start ?? 0)
      ? [...parts, concludes]
      : parts
  }
  const shifts = shiftsWithin(talk, { turns, about, language, from: first, to: until })
  return [{ start: first, title: '' }, ...shifts, ...(conclusion === null ? [] : [concludes])]
}

function shiftsWithin(
  talk: readonly Passage[],
  within: { turns: ReadonlyMap<number, Turn>; about: number; language: string; from: number; to: number },
): { start: number; title: string }[] {
  const { about, language, from, to } = within
  const offset = talk.findIndex(({ start }) => (start ?? 0) >= from)
  if (offset === -1) return []
  const own = talk.slice(offset).filter(({ start }) => (start ?? 0) < to)
  const turns = new Map(
    [...within.turns].flatMap(([at, turn]) =>
      turn.kind === 'conclusion' || at < offset ? [] : [[at - offset, turn] as const],
    ),
  )
  return findTopicShifts(own, language, { about, longest: wanted.longest, turns }).map((at) => ({
    start: own[at]?.start ?? from,
    title: turns.get(at)?.title ?? '',
  }))
}

function conclusionOf(
  talk: readonly Passage[],
  turns: ReadonlyMap<number, Turn>,
  { first, end }: { first: number; end: number },
): number | null {
  const earliest = first + earliestConclusion * (end - first)
  const found = talk.find(({ start }, at) => turns.get(at)?.kind === 'conclusion' && (start ?? 0) >= earliest)
  const start = found?.start ?? null
  return start !== null && end - start >= shortestConclusion ? start : null
}
