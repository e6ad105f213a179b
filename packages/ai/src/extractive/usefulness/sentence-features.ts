import { closedWordsOf } from '../closed-words.ts'
import type { SpeechRules } from '../speech-rules/speech-rules.ts'
import { stopWordsOf } from '../stop-words.ts'
import { wordsOf } from '../words-of.ts'
import { worthOf } from '../worth-of.ts'
import { personWordsOf } from './person-words.ts'
import { negation, reason, relative, starts } from './sentence-starts.ts'
import type { TalkWords } from './talk-words.ts'

/** What rules and the talk as a whole say about a spoken sentence. */
export interface SentenceEvidence {
  /** As it is quoted, with straight apostrophes; and as it was said. */
  text: string
  said: string
  language: string
  /** Of the talk's sentences. */
  at: number
  /** Speech without punctuation. */
  isFragment: boolean
  /** What the rules find: nothing, too few words that say something, a word that may point at another sentence, a side remark. */
  finding: 'none' | 'empty' | 'leans' | 'side'
  /** The speaker calls it a claim or the like; it stands in the conclusion; it advises; its result comes behind it. */
  isAnnounced: boolean
  isConclusion: boolean
  isAdvice: boolean
  isSetUp: boolean
  /** 0 to 1. */
  centrality: number
  topicality: number
  /** How sure the nouns need another sentence, each 0 to 1. */
  needs: readonly number[]
}

/**
 * What a sentence is judged by: rules where there are some, else form, place and words. Every number is known for every language that
 * has rules of speech; names are those of the model's file.
 */
export function sentenceFeatures(
  evidence: SentenceEvidence,
  talk: TalkWords,
  rules: SpeechRules,
): Record<string, number> {
  const { text, said, language, at, finding, needs } = evidence
  const words = wordsOf(text)
  const lower = words.map((word) => word.toLowerCase())
  const closed = closedWordsOf(language)
  const stopWords = stopWordsOf(language)
  const isFunction = (word: string): boolean => stopWords.has(word) || closed.has(word)
  const own = [...talk.of(at)]
  const share = (test: (stem: string) => boolean): number =>
    own.length === 0 ? 0 : own.filter(test).length / own.length
  const sharedWith = (place: number): number => share((stem) => talk.of(place).has(stem))
  const isTold = rules.told.test(text)
  const holds = rules.holds.test(text)
  const persons = personWordsOf(language)
  const count = (words: RegExp | undefined): number =>
    words === undefined ? 0 : (text.match(words)?.length ?? 0)
  const isLeaning = finding === 'leans'
  const pointers = isLeaning ? countAll(text, rules.leans) : 0
  const begins = (form: RegExp): number => Number(form.test(text))
  return {
    none: Number(finding === 'none'),
    empty: Number(finding === 'empty'),
    leans: Number(isLeaning),
    side: Number(finding === 'side'),
    pointers,
    leansBack: Number(isLeaning && pointers === 0),
    announced: Number(evidence.isAnnounced),
    conclusion: Number(evidence.isConclusion),
    advice: Number(evidence.isAdvice),
    setUp: Number(evidence.isSetUp),
    told: Number(isTold),
    holds: Number(holds),
    toldOnly: Number(isTold && !holds),
    worth: worthOf(text, own.length, rules),
    needs: needs.reduce((sum, sure) => sum + sure, 0),
    mostNeeded: Math.max(0, ...needs),
    centrality: evidence.centrality,
    topicality: evidence.topicality,
    fragment: Number(evidence.isFragment),
    words: words.length,
    length: Math.log(words.length + 1),
    commas: text.split(',').length - 1,
    functionWords: words.length === 0 ? 0 : lower.filter(isFunction).length / words.length,
    longWords: words.length === 0 ? 0 : words.filter((word) => word.length > 8).length / words.length,
    stems: own.length,
    position: at / Math.max(1, talk.sentences - 1),
    speaker: count(persons?.speaker),
    speakers: count(persons?.speakers),
    listeners: count(persons?.listeners),
    others: count(persons?.others),
    pointing: count(persons?.pointing),
    startsFunction: Number(isFunction(lower[0] ?? '')),
    startsSpeaker: begins(starts.speaker),
    startsDefinite: begins(starts.definite),
    startsIndefinite: begins(starts.indefinite),
    startsCondition: begins(starts.condition),
    startsPreposition: begins(starts.preposition),
    startsBare: Number(!isFunction(lower[0] ?? '') && /^\p{Lu}\p{L}{3,}(?:s|en|e|i)? /u.test(text)),
    opposes: Number(starts.opposition.test(said)),
    negated: Number(negation.test(text)),
    reason: Number(reason.test(text)),
    relative: Number(relative.test(text)),
    ofTitle: own.filter((stem) => talk.title.has(stem)).length,
    ofSlides: own.filter((stem) => talk.slides.has(stem)).length,
    before: sharedWith(at - 1),
    behind: sharedWith(at + 1),
    fresh: share((stem) => talk.first(stem) === at),
    once: share((stem) => talk.count(stem) === 1),
    local: share((stem) => isLocal(stem, at, talk)),
    spread: share((stem) => talk.last(stem) - talk.first(stem) > 0.4 * talk.sentences),
    frequent:
      own.length === 0
        ? 0
        : own.reduce((sum, stem) => sum + talk.count(stem), 0) / own.length / Math.log(talk.sentences + 2),
  }
}

const countAll = (text: string, expression: RegExp): number =>
  text.match(new RegExp(expression.source, `${expression.flags.replace('g', '')}g`))?.length ?? 0

/** Introduced by one of the sentences before, and spoken of for a moment only. */
const isLocal = (stem: string, at: number, talk: TalkWords): boolean =>
  talk.first(stem) < at && talk.first(stem) >= at - 4 && talk.last(stem) - talk.first(stem) <= 6
