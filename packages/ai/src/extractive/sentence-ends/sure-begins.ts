import { numbersNamed } from '../../evidence/number-words.ts'
import { isGermanVerb, isKnownGermanVerb } from '../german-verb.ts'
import { isFiniteVerb } from '../runs-together.ts'
import { languageWordsOf } from './language-words.ts'

interface Clauses {
  /** Ends what only announces the clause behind it: "the second thing is". */
  frames: RegExp
  /** The same, where only a clause can follow: "is that". */
  sureFrames: RegExp
  /** Join a clause to the one before it, which is whole without. */
  joins: ReadonlySet<string>
  /** Subjects of a clause, whatever is behind them. */
  subjects: ReadonlySet<string>
  /** Begin the subject of a clause, if a verb follows soon. */
  articles: ReadonlySet<string>
  /** Begin a clause within the subject, which has a verb of its own. */
  relatives: ReadonlySet<string>
  /** Begin the adverbial before a subject: "and since october we". */
  adverbials: ReadonlySet<string>
  /** With one of these before it a clause may be the main one that it waits for. */
  conditions: ReadonlySet<string>
  /** What stands behind one of these goes on. */
  holds: ReadonlySet<string>
  /** Nothing but a clause begins so. */
  begins: RegExp
  /** An apposition that may be left out. */
  explains: ReadonlySet<string>
}

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))
const none = new Set<string>()

const clauses: Readonly<Record<string, Clauses>> = {
  en: {
    frames:
      /(?:^| )(?:what (?:we|i) (?!need|want)\p{L}+(?: \p{L}+)? (?:is|was)|the (?:first|second|third|fourth|fifth|last|other|next|main|important|biggest) (?:one|thing|rule|point|lesson|reason|problem|idea) (?:is|was)|you (?:can )?see|do (?:just |only )?one thing|i mean it because)$/u,
    sureFrames:
      /(?:^| )(?:the (?:first|second|third|fourth|fifth|last|other|next) (?:one|thing|rule|point|lesson|reason|problem|idea) (?:is|was) that|you can see that)$/u,
    joins: setOf('and but so because'),
    subjects: setOf(
      "i we you they he she it nobody everybody somebody people folks there i'm we're you're they're it's there's we've i've you've go don't",
    ),
    articles: setOf('the a an my our your every most no'),
    relatives: setOf('that which who where'),
    adverbials: setOf('since in after for at on by during'),
    conditions: setOf('if when while although whenever unless once'),
    holds: setOf(
      'that if because when which what how where who whom whose than as like before after until while whether though although unless since and or but nor so to of in on at for with from by about into onto over under through without within between is are was were be been am do does did has have had can could will would should may might must not just also even only really always never very i we you they he she it me us him her them my our your his its their the a an this these those think thought know knew say said says mean means believe hope feel felt guess wish everything everyone everybody something anything nothing all things thing whatever give gives gave giving cost costs tell tells told ask asks show shows take takes make makes made put run pay need needs want use let get got see saw find found out up down off back away all half both every each instead maybe probably about around almost nearly roughly',
    ),
    begins: /^$/u,
    explains: none,
  },
  fr: {
    frames: /$^/u,
    sureFrames:
      /(?:^côté \p{L}+|(?:^| )(?:la|le) (?:premi(?:er|ère)|deuxième|seconde?|troisième|derni(?:er|ère))(?: chose| point| leçon)? c'est que)$/u,
    joins: setOf('et mais donc'),
    subjects: setOf("je j'ai on nous vous il ils elle elles ça c'est personne"),
    articles: setOf('le la les un une chaque'),
    relatives: setOf('que qui dont où'),
    adverbials: none,
    conditions: setOf('si quand lorsque'),
    holds: none,
    // "Éteindre deux heures au bon moment ça vaut mieux"
    begins:
      /^(?:tout le monde (?:nous|me|vous|le|la|l'\p{L}+|est|a|dit|\p{L}+ait) |(?:la|le) (?:premi(?:er|ère)|deuxième|troisième) c'est |(?!(?:soir|hiver|hier|plaisir|avenir|cher) )\p{L}{2,}(?:er|ir|dre|ttre) (?:deux|trois|un|une|le|la|les) (?:\p{L}+ ){1,4}ça \p{L}+)/u,
    explains: setOf("c'est-à-dire"),
  },
}

/** Words between the beginning of a subject and its verb. */
const reach = 10
const frameWords = 7
const shortest = 4

/** "I'd ask you to do one thing" goes on before the frame. */
const ownSentence = /^(?:the|what|la|le) /

/** How many words are left out where a clause certainly begins, though print gives no sentence end there; null where none does. */
export function sureBegin(
  words: readonly string[],
  at: number,
  from: number,
  language: string,
): number | null {
  const own = Object.hasOwn(clauses, language) ? clauses[language] : undefined
  if (own === undefined || at - from < shortest) return null
  const word = words[at] ?? ''
  if (isCertain(words, at, from, language)) return 0
  if (own.joins.has(word)) {
    // "But you can and then"
    if (words.slice(at + 2, at + 5).some((one) => own.joins.has(one))) return null
    if (isMain(words, at + 1, own, language)) return 1
    return isFronted(words, at + 1, own) ? 1 : null
  }
  return isBare(words, at, from, own, language) ? 0 : null
}

/** Whether a clause begins, or an apposition that may be left out, whatever stands before it. */
export function isCertain(words: readonly string[], at: number, from: number, language: string): boolean {
  if (language === 'de') return endsGermanClause(words, at, from) || beginsInverted(words, at, from)
  const own = Object.hasOwn(clauses, language) ? clauses[language] : undefined
  if (own === undefined || at - from < shortest) return false
  return (
    isBare(words, at, from, own, language) ||
    own.explains.has(words[at] ?? '') ||
    (own.begins.test(words.slice(at, at + 9).join(' ')) && !governing.test(words[at - 1] ?? ''))
  )
}

const governing = /^(?:à|de|pour|par|avec|chez|sans|que|qu'|si|quand|comme|parce|où|dont)$/

/** A German subordinate clause is over with its verb, and a main clause begins: something else, and soon a verb. */
function endsGermanClause(words: readonly string[], at: number, from: number): boolean {
  const [before = '', word = ''] = [words[at - 1], words[at]]
  if (!germanBegin.test(word)) return false
  // "Sitzen" may be a noun for several things: then the verb has to be at its place
  const isVerb = isGermanVerb(before)
  if (!isVerb && !(before.endsWith('en') && isKnownGermanVerb(words[at + 2] ?? ''))) return false
  const opener = words.findLastIndex((one, place) => place < at && germanOpener.test(one))
  return (
    opener > from + 2 &&
    at - opener > 2 &&
    !words.slice(opener + 1, at - 2).some(isKnownGermanVerb) &&
    words.slice(at + 1, at + 7).some(isKnownGermanVerb)
  )
}

/** "Damit sank die Zahl", "wir melden" behind a noun: a main clause. */
function beginsInverted(words: readonly string[], at: number, from: number): boolean {
  const [before = '', word = '', next = ''] = [words[at - 1], words[at], words[at + 1]]
  if (at - from < shortest || germanJoin.test(before)) return false
  if (/^(?:damit|deshalb|deswegen)$/.test(word))
    return isKnownGermanVerb(next) && /^(?:der|die|das|ein|eine|es|wir|man)$/.test(words[at + 2] ?? '')
  return word === 'wir' && next.endsWith('en') && !before.endsWith('en') && !isGermanVerb(before)
}

const germanJoin =
  /^(?:und|oder|aber|denn|sondern|weil|dass|wenn|ob|obwohl|nachdem|bevor|sobald|falls|während|als|bis|seit|wie|wo|wer|was|warum|der|die|das|den|dem|dessen|deren|welche[nmrs]?|womit|wofür|worauf|sich|uns|auch|nicht)$/
const germanOpener = /^(?:weil|dass|wenn|ob|obwohl|nachdem|bevor|sobald|falls)$/
const germanBegin = /^(?:in|im|an|am|auf|bei|mit|nach|ein|eine|der|die|das|wir|man|damit|meistens)$/

/** Whether what announces a clause ends before the word at this place, and where it begins; null where none ends. */
export function frameBefore(
  words: readonly string[],
  at: number,
  from: number,
  language: string,
): number | null {
  const own = Object.hasOwn(clauses, language) ? clauses[language] : undefined
  if (own === undefined) return null
  const start = Math.max(from, at - frameWords)
  const before = words.slice(start, at).join(' ')
  const found =
    own.sureFrames.exec(before) ?? (isMain(words, at, own, language) ? own.frames.exec(before) : null)
  if (found === null) return null
  const frame = found[0].trim()
  return ownSentence.test(frame) ? at - frame.split(' ').length : at
}

/**
 * Where the adverbial begins that a piece ends in, though it belongs to the subject behind the piece: "and since october" before "we"; null
 * where it ends in none.
 */
export function frontedEnd(
  words: readonly string[],
  from: number,
  to: number,
  language: string,
): number | null {
  const own = Object.hasOwn(clauses, language) ? clauses[language] : undefined
  if (own === undefined || !own.subjects.has(words[to] ?? '')) return null
  for (let at = to - 2; at >= Math.max(from + shortest, to - 5); at -= 1)
    if (own.joins.has(words[at] ?? '') && own.adverbials.has(words[at + 1] ?? ''))
      return words.slice(at + 1, to).some((word) => isFiniteVerb(word, language)) ? null : at
  return null
}

/** "Because" says why: a clause is cut before it where no other cut helps. */
export const givesReason = (word: string, language: string): boolean =>
  Object.hasOwn(clauses, language) && /^because$/.test(word)

/** A subject and its verb. */
function isMain(words: readonly string[], at: number, own: Clauses, language: string): boolean {
  const word = words[at] ?? ''
  return own.subjects.has(word) || (beginsNoun(word, own) && verbFollows(words, at, own, language))
}

/** "And since october we". */
function isFronted(words: readonly string[], at: number, own: Clauses): boolean {
  if (numbersNamed(words[at] ?? '').length > 0) return own.subjects.has(words[at + 1] ?? '')
  if (!own.adverbials.has(words[at] ?? '')) return false
  return words.slice(at + 2, at + 5).some((word) => own.subjects.has(word))
}

/** A subject behind a noun, with its verb, where nothing waits for it. */
function isBare(words: readonly string[], at: number, from: number, own: Clauses, language: string): boolean {
  const [word = '', before = ''] = [words[at], words[at - 1]]
  // "Gives you nothing we deleted forty four of them"; "nothing we deleted" would have no object
  if (/^(?:nothing|everything|something|anything)$/.test(before) && /^(?:we|i|they)$/.test(word))
    return isFiniteVerb(words[at + 1] ?? '', language) && numbersNamed(words[at + 2] ?? '').length > 0
  if (own.holds.size === 0 || !beginsNoun(word, own)) return false
  if (
    isFiniteVerb(before, language) ||
    words[at - 2] === 'how' ||
    own.relatives.has(words[at - 2] ?? '') ||
    own.holds.has(before) ||
    /(?:ed|ing)$/.test(before) ||
    numbersNamed(before).length > 0
  )
    return false
  const since = words.slice(from, at)
  if (since.some((one) => own.conditions.has(one))) return false
  return since.some((one) => isFiniteVerb(one, language)) && verbFollows(words, at, own, language)
}

/**
 * Whether words in lower case are two clauses that nothing divides: behind a noun another one begins with its verb. More is taken for one
 * here than where a piece is cut.
 */
export function hidesClause(words: readonly string[], language: string): boolean {
  const own = Object.hasOwn(clauses, language) ? clauses[language] : undefined
  const open = languageWordsOf(language)?.open
  if (own === undefined || open === undefined) return false
  const isVerb = (word: string): boolean =>
    isFiniteVerb(word, language) || (language === 'fr' && (denied.test(word) || several.test(word)))
  return words.some((word, at) => {
    const before = words[at - 1] ?? ''
    if (at < 3 || !beginsNoun(word, own) || own.holds.has(before) || open.has(before)) return false
    if (numbersNamed(before).length > 0 || isFiniteVerb(before, language)) return false
    const since = words.slice(0, at)
    const isWithin = since.some(
      (one, place) =>
        (own.relatives.has(one) && !pronounBefore.test(words[place + 1] ?? '')) ||
        own.conditions.has(one) ||
        asks.test(one),
    )
    if (isWithin) return false
    const isClause = own.subjects.has(words[0] ?? '') || since.some((one) => isFiniteVerb(one, language))
    return isClause && verbFollows(words, at, own, language, isVerb)
  })
}

/** "Asked that by": no relative clause. */
const pronounBefore = /^(?:by|and|but|in|on|for|with|is|was)$/
const denied = /^(?:ne|n'\p{L}+)$/u
/** French verbs of several, by their ending, that nouns and adverbs rarely have. */
const several =
  /^(?!souvent$|argent$|moment$|client$|agent$|accident$|patient$|talent$|incident$|parent$|absent$|présent$|président$|récent$|évident$|fréquent$|différent$)\p{L}{2,}(?<!m)ent$/u

const asks = /^(?:what|how|why|whose|than|comment|pourquoi|combien)$/

const beginsNoun = (word: string, { articles }: Clauses): boolean =>
  articles.has(word) || numbersNamed(word).length > 0

function verbFollows(
  words: readonly string[],
  at: number,
  own: Clauses,
  language: string,
  isVerb = (word: string): boolean => isFiniteVerb(word, language),
): boolean {
  let wanted = 1
  for (let place = at + 1; place <= at + reach; place += 1) {
    const word = words[place] ?? ''
    // "The devices themselves the first batch": two things, no verb
    if (wanted === 1 && own.articles.has(word) && !own.holds.has(words[place - 1] ?? '')) return false
    // "A test that nobody believes costs"
    if (own.relatives.has(word) && own.subjects.has(words[place + 1] ?? '')) place += 2
    else if (own.relatives.has(word)) wanted += 1
    else if (/^(?:people|folks)$/.test(word)) continue
    else if (own.joins.has(word) || own.conditions.has(word) || own.subjects.has(word)) {
      if (wanted === 1 || !own.subjects.has(word)) return false
    } else if (isVerb(word) && (place > at + 1 || denied.test(word))) wanted -= 1
    if (wanted === 0) return true
  }
  return false
}
