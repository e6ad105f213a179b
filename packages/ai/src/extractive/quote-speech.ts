import type { Statement, TextModelRequest } from '@async-events/core'
import { chooseStatements } from './choose-statements.ts'
import { escapeQuote } from './escape-quote.ts'
import { terms } from './rank-sentences.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import type { SpokenStatement } from './spoken-statement.ts'
import { stopWordsOf } from './stop-words.ts'
import { whoSpeaks } from './who-speaks.ts'
import { wordsOf } from './words-of.ts'

/** So many words of speech give one more sentence of each kind. */
const wordsASentence = 350

/**
 * Quotes a talk: for the lead what matters most, for the summary and the key points its conclusion, its claims and something of
 * each part, a gist for each part. No sentence is quoted twice. Fields choose in the order in which they are asked for; gists come last.
 */
export function quoteSpeech(
  { source, sourceLanguage }: TextModelRequest,
  statements: readonly SpokenStatement[],
): {
  quote(kind: 'lead' | 'summary' | 'key_points'): Statement[][]
  gists(): (Statement | null)[]
} {
  const taken = new Set<number>()
  const quoted: SpokenStatement[] = []
  const told = statements.filter(({ announces }) => !announces)
  const words = source.passages.reduce(
    (sum, { from, text }) => sum + (from === 'speech' ? wordsOf(text).length : 0),
    0,
  )
  const amount = (least: number, most: number): number =>
    Math.min(most, Math.max(least, Math.round(words / wordsASentence)))
  const rules = rulesOf(sourceLanguage)
  const floor = rules === null ? lowFloor : goodFloor
  let gists: (Statement | null)[] | null = null
  const stopWords = stopWordsOf(sourceLanguage)
  const read = new Set<string>()
  const stress = ({ stressed }: SpokenStatement): number => (stressed ? 0.3 : 0)
  return {
    gists() {
      gists ??= source.parts.map((_, part) => {
        const own = told.filter((one) => one.part === part)
        const title = new Set(terms(source.parts[part]?.title ?? '', stopWords))
        const [gist] = chooseStatements(own, {
          count: 1,
          taken,
          quoted,
          apart: true,
          longest: 260,
          sure: 1,
          sound: rules === null ? lowFloor : soundGist,
          ...(rules === null ? {} : { alone: knownGist }),
          read: new Set([...title, ...read]),
          weigh: ({ text, terms: own }) =>
            ofTitle * [...title].filter((stem) => own.has(stem)).length -
            (rules?.told.test(text) && !rules.holds.test(text) ? once : 0),
        })
        return gist === undefined ? null : state(gist)
      })
      return gists
    },
    quote(kind) {
      if (kind === 'lead') return [leadOf()]
      if (kind === 'key_points') {
        // Nothing around it explains a point of a list: better none than what is left
        const points = chooseStatements(told, {
          sparing: true,
          apart: true,
          count: amount(3, 6),
          taken,
          quoted,
          read,
          weigh: stress,
          longest: 280,
          least: 0.5,
          floor,
          ...(rules === null ? {} : { alone: knownPoint }),
        })
        return [points.map(state)]
      }
      const choice = {
        sparing: true,
        apart: true,
        count: amount(3, 5),
        taken,
        quoted,
        read,
        weigh: stress,
        least: 0.5,
        floor,
        sure: 2,
      }
      const best = chooseStatements(told, choice)
      // Better a summary than a gist of two chapters
      return paragraphsOf(
        best.length > 0 ? best : chooseStatements(told, { count: 2, taken, quoted, sure: 2, apart: true }),
      )
    },
  }

  function leadOf(): Statement[] {
    const who = whoSpeaks({ source, sourceLanguage })
    for (const { text } of who) for (const stem of terms(text, stopWords)) read.add(stem)
    const weigh = ({ matters, stressed, position }: SpokenStatement): number =>
      (matters ? 0.3 : 0) + (stressed ? 0.5 : 0) + (position < 0.3 ? 0.1 : 0)
    // What the speaker gives the listeners to take home may be longer
    const short = told.filter(({ text, stressed }) => stressed || text.length <= longestOfLead)
    const best = chooseStatements(short, {
      sparing: true,
      count: 2,
      taken,
      quoted,
      read,
      weigh,
      longest: 420,
      least: 0.6,
      floor,
    })
    const shown = best.length > 0 ? best : chooseStatements(statements, { count: 1, taken, quoted })
    return [...who, ...shown.map(state)]
  }
}

/** Characters. */
const longestOfLead = 280
/** What is worth less is quoted only where nothing better is; of languages without rules little is known. */
const goodFloor = 1.1
const lowFloor = 0.6
/** A gist stands alone, and says what was left by the other texts. */
const soundGist = 0.8
/** How surely the most needed noun of a gist, and of a key point, may be unknown to its reader. */
const knownGist = 0.5
const knownPoint = 0.4
/** What only happened once is worth so much less there. */
const once = 0.1
/** What each word of its title is worth to a gist. */
const ofTitle = 0.2
const state = ({ text, places }: SpokenStatement): Statement => ({
  text: escapeQuote(text),
  passages: places,
})

/** Sentences of one part, or said soon after each other, are a paragraph. */
function paragraphsOf(statements: readonly SpokenStatement[]): Statement[][] {
  const paragraphs: SpokenStatement[][] = []
  for (const statement of statements) {
    const paragraph = paragraphs.at(-1)
    const last = paragraph?.at(-1)
    const isNear =
      last !== undefined &&
      ((statement.places[0] ?? 0) - (last.places[0] ?? 0) <= 5 ||
        (statement.part !== -1 && statement.part === last.part))
    if (isNear && paragraph !== undefined && paragraph.length < 4) paragraph.push(statement)
    else paragraphs.push([statement])
  }
  return paragraphs.map((paragraph) => paragraph.map(state))
}
