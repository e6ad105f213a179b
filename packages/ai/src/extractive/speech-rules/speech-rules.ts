/** What makes spoken sentences of a language quotable or not. Texts are tested with straight apostrophes. */
export interface SpeechRules {
  /** At the beginning, and said without meaning: may be cut. */
  markers: RegExp
  /** What follows is a picture of something else. */
  imagines: RegExp
  /** At the beginning, and only says that a statement, a conclusion or the next point comes: what is behind is a sentence. */
  openers: RegExp
  /** The conclusion begins about here. */
  concludes: RegExp
  /** Beginnings that need the sentence before them. */
  leansAtStart: RegExp
  /** Words anywhere that point at something said or shown before. */
  leans: RegExp
  /** The sentence says what follows from the one before it, and both together stand alone. */
  follows: RegExp
  /** Third-person pronouns: what they stand for has to come before them. Global. */
  pronouns: RegExp
  /** Of these, those that stand for several, and what a word for several ends in; of languages that show it. */
  several?: { pronouns: RegExp; ending: RegExp }
  /** Behind these comes a noun. */
  beforeNouns: ReadonlySet<string>
  /** Behind these comes a verb. */
  beforeVerbs: ReadonlySet<string>
  /** Needs the room, the screen or the clock. */
  room: RegExp
  /** Greets, thanks, jokes, introduces the speaker, tells of family and journey. */
  social: RegExp
  /** Tells what happened once: a time within a story, what somebody said to us, an aside in the first person. */
  scenes: RegExp
  /** Says what will be said. */
  announces: RegExp
  /** Hesitations and fillers. */
  fillers: RegExp
  /** Half a sentence ends in one of these. */
  halfEnds: RegExp
  /** The speech is over: what follows are questions. */
  closes: RegExp
  /** A statement that somebody would note down. */
  claims: readonly RegExp[]
  /** Says why it matters. */
  matters: RegExp
  /** Past forms of verbs, and present ones: a sentence with the first kind only tells what happened once. */
  told: RegExp
  holds: RegExp
  /** A finite verb: one is enough. */
  verbs: RegExp
  /** Words that name no subject, though they are no function words. */
  empty: ReadonlySet<string>
}

const before = '(?<![\\p{L}\\p{N}])'
const behind = '(?![\\p{L}\\p{N}])'

/**
 * Capitals count where an expression asks for them (`\p{Lu}`), and the rest is read without: each letter stands for both of its
 * cases. With the modifier `(?i:…)` V8 answers otherwise from the second test of an expression on, when it is compiled.
 */
const expressionOf = (expressions: readonly string[]): string =>
  `(?:${expressions
    .join('|')
    .replace(
      /(\\p\{\w+\}|\\.)|\[[^\]]*\]|\p{L}/gu,
      (part: string, kept: string | undefined) => kept ?? bothCases(part),
    )})`

const bothCases = (part: string): string =>
  part.startsWith('[')
    ? part.replace(/\\p\{\w+\}|\\.|\p{L}/gu, (one) => (one.startsWith('\\') ? one : casesOf(one)))
    : `[${casesOf(part)}]`

const casesOf = (letter: string): string =>
  letter.toUpperCase().length === 1 ? letter.toLowerCase() + letter.toUpperCase() : letter

/** Any of these expressions as whole words. */
export const anyOf = (...expressions: readonly string[]): RegExp =>
  new RegExp(`${before}${expressionOf(expressions)}${behind}`, 'u')

export const allOf = (...expressions: readonly string[]): RegExp =>
  new RegExp(`${before}${expressionOf(expressions)}${behind}`, 'gu')

/** The text begins with one of these. */
export const startsWith = (...expressions: readonly string[]): RegExp =>
  new RegExp(`^["“„«(]?${expressionOf(expressions)}${behind}`, 'u')

/** The last word is one of these. */
export const endsIn = (...expressions: readonly string[]): RegExp =>
  new RegExp(`${before}${expressionOf(expressions)}[\\s.!…]*$`, 'u')

/** Words at the beginning that mean nothing before a comma, or before the beginning of a clause. */
export const markersOf = (words: string, clauses: string): RegExp =>
  new RegExp(
    `^(?:${expressionOf([words])}(?:,\\s*|\\s+(?=(?:${expressionOf([clauses])}(?![\\p{L}'])|\\p{Lu})))|[-–—…]\\s*)+`,
    'u',
  )

/** Each ends in the blank before what it opens. */
export const openersOf = (...expressions: readonly string[]): RegExp =>
  new RegExp(`^${expressionOf(expressions)}`, 'u')

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** For every language: a number with what it counts. */
export const quantity =
  /(?:(?!(?:1[89]|20)\d\d(?![\d.,]))(?<![\d.,])\d[\d.,'’]*\s?(?:%|percent\b|prozent\b|[\p{L}€$£°])|\p{Sc}\s?\d)/iu
