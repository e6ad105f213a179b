import type { Fault } from '../find-fault.ts'
import type { SentenceReading } from '../sentence-reading.ts'
import type { SpeechRules } from '../speech-rules/speech-rules.ts'
import { stopWordsOf } from '../stop-words.ts'
import { wordsOf } from '../words-of.ts'
import { worthOf } from '../worth-of.ts'
import { type PersonWords, personWordsOf } from './person-words.ts'
import { negation, reason, starts } from './sentence-starts.ts'
import type { TalkWords } from './talk-words.ts'

/**
 * A sentence between its neighbours: what rules find in it and in the two next to it, and which words they share. Known for every language
 * that has rules of speech; names are those of the model's file.
 */
export function placeFeatures(
  read: readonly SentenceReading[],
  at: number,
  talk: TalkWords,
  { rules, language }: { rules: SpeechRules; language: string },
): Record<string, number> {
  const persons = personWordsOf(language)
  const one = read[at]
  const plain = straight(one?.clean ?? '')
  const words = wordsOf(plain)
  const stopWords = stopWordsOf(language)
  const own = [...talk.of(at)]
  const share = (test: (stem: string) => boolean): number =>
    own.length === 0 ? 0 : own.filter(test).length / own.length
  const among = (test: (word: string) => boolean): number =>
    words.length === 0 ? 0 : words.filter(test).length / words.length
  const needs = [...(one?.needs.values() ?? [])]
  const position = at / Math.max(1, talk.sentences - 1)
  const begins = (form: RegExp): number => Number(form.test(plain))
  return {
    ...describe('own', one, persons, ownFaults),
    ...describe('next', read[at + 1], persons, neighbourFaults),
    ...describe('last', read[at - 1], persons, neighbourFaults),
    setUp: Number(one?.isSetUp ?? false),
    turned: Number(one?.isTurned ?? false),
    turnedNext: Number(one?.isTurnedByNext ?? false),
    afterSetUp: Number(read[at - 1]?.isSetUp ?? false),
    worth: worthOf(plain, own.length, rules),
    needs: needs.reduce((sum, sure) => sum + sure, 0),
    mostNeeded: Math.max(0, ...needs),
    centrality: one?.centrality ?? 0,
    conclusion: Number(one?.isConclusion ?? false),
    person: Number(one?.isOfPerson ?? false),
    pointing: count(persons?.pointing, plain),
    others: count(persons?.others, plain),
    speaker: count(persons?.speaker, plain),
    speakers: count(persons?.speakers, plain),
    listeners: count(persons?.listeners, plain),
    definite: begins(starts.definite),
    indefinite: begins(starts.indefinite),
    condition: begins(starts.condition),
    preposition: begins(starts.preposition),
    connects: plain.match(connecting)?.length ?? 0,
    colon: Number(plain.includes(': ')),
    quote: Number(/["“„«]/.test(plain)),
    reason: Number(reason.test(plain)),
    matters: Number(rules.matters.test(plain)),
    stems: own.length,
    functionWords: among((word) => stopWords.has(word.toLowerCase())),
    longWords: among((word) => word.length > 8),
    position,
    early: Number(position < 0.1),
    late: Number(position > 0.85),
    ofTitle: own.filter((stem) => talk.title.has(stem)).length,
    ofSlides: own.filter((stem) => talk.slides.has(stem)).length,
    before: share((stem) => talk.of(at - 1).has(stem)),
    twoBefore: share((stem) => talk.of(at - 2).has(stem)),
    behind: share((stem) => talk.of(at + 1).has(stem)),
    fresh: share((stem) => talk.first(stem) === at),
    once: share((stem) => talk.count(stem) === 1),
    spread: share((stem) => talk.last(stem) - talk.first(stem) > 0.4 * talk.sentences),
    local: share(
      (stem) =>
        talk.first(stem) < at && talk.first(stem) >= at - 4 && talk.last(stem) - talk.first(stem) <= 8,
    ),
  }
}

const neighbourFaults: readonly Fault[] = ['short', 'question', 'announces']
const ownFaults: readonly Fault[] = [
  ...neighbourFaults,
  'empty',
  'scene',
  'unfinished',
  'social',
  'room',
  'filler',
  'long',
]
/** Words, in which a pronoun mostly stands for something before the sentence. */
const beginning = 5

/** A sentence or one next to it, which may be missing. */
function describe(
  whose: string,
  one: SentenceReading | undefined,
  persons: PersonWords | null,
  faults: readonly Fault[],
): Record<string, number> {
  const plain = straight(one?.clean ?? '')
  const words = wordsOf(plain)
  const start = words.slice(0, beginning).join(' ')
  const said = one?.text ?? ''
  const leans = one?.fault === 'leans'
  const numbers: Record<string, number | boolean> = {
    None: one !== undefined && one.fault === null,
    Leaning: leans && one?.isDoubtful === false,
    Doubted: leans && one?.isDoubtful === true,
    ...Object.fromEntries(faults.map((fault) => [`-${fault}`, one?.fault === fault])),
    Length: Math.log(words.length + 1),
    LeansAtStart: one?.leansAtStart ?? false,
    Joins: joins.test(said),
    Opposes: starts.opposition.test(said),
    Number: one?.holdsNumber ?? false,
    Told: one?.isTold === true && !one.holds,
    Holds: one?.holds ?? false,
    Pointing: count(persons?.pointing, start),
    Others: count(persons?.others, start),
    Negated: negation.test(plain),
    Announced: one?.isAnnounced ?? false,
    Speaker: starts.speaker.test(plain),
  }
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [whose + name, Number(value)]))
}

const count = (words: RegExp | undefined, text: string): number =>
  words === undefined ? 0 : (text.match(words)?.length ?? 0)
const straight = (text: string): string => text.replace(/[’ʼ`´]/g, "'")
/** What sets a sentence against those before it, or lets it follow from them, in its middle. */
const connecting =
  /(?<=\p{L} )(?:though|however|instead|therefore|then|still|even|aber|jedoch|dann|also|auch|deshalb|deswegen|darum|trotzdem|stattdessen|dagegen|dadurch|damit|davon|dabei|nämlich|donc|pourtant|cependant|plutôt|aussi|alors|en revanche|par contre|quand même|pues|entonces|sin embargo|en cambio|también|por eso|quindi|allora|invece|però|anche|perciò)(?!\p{L})/giu
const joins = /^(?:and|so|und|also|et|donc|alors|y|así que|entonces|e|quindi|allora)(?!\p{L})/iu
