import { advises } from './advises.ts'
import { isGermanVerb } from './german-verb.ts'
import { waitsForCondition } from './hangs-on-condition.ts'
import { hasMainVerb } from './has-main-verb.ts'
import { isElliptic } from './is-elliptic.ts'
import { leavesOpen } from './leaves-open.ts'
import { isOpenComparison } from './open-comparison.ts'
import { runsTogether } from './runs-together.ts'
import { hidesClause } from './sentence-ends/sure-begins.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import type { SpeechRules } from './speech-rules/speech-rules.ts'
import { stopWordsOf } from './stop-words.ts'
import { tellsChange } from './was-replaced.ts'
import { wordsOf } from './words-of.ts'

/** Why a spoken sentence is not quoted. */
export type Fault =
  | 'short'
  | 'long'
  | 'unfinished'
  | 'question'
  | 'repeats'
  | 'leans'
  | 'room'
  | 'social'
  | 'filler'
  | 'scene'
  | 'empty'
  | 'announces'

/** Words. */
const shortest = 6
const longest = 45
/** Of speech without punctuation, where a longer one is two. */
const longestFragment = 30
/** Words that say something. */
const leastContent = 3

/**
 * The sentence without words at its beginning that mean nothing or only announce the rest ("the second lesson is that"); the rest
 * is quoted.
 */
export function cleanSpoken(text: string, language: string): string {
  const one = text.replace(/\s+/g, ' ').trim()
  const rest = one.slice(openingLength(one, language).length)
  return rest.slice(0, 1).toUpperCase() + rest.slice(1)
}

/** Whether the speaker announces it as a claim, a finding or a conclusion. */
export const isAnnounced = (text: string, language: string): boolean =>
  openingLength(text.replace(/\s+/g, ' ').trim(), language).isAnnounced

/** Words of what is behind an opener, at least. */
const leastOpened = 4

function openingLength(text: string, language: string): { length: number; isAnnounced: boolean } {
  const rules = rulesOf(language)
  const plain = straight(text)
  if (rules === null || plain.length !== text.length) return { length: 0, isAnnounced: false }
  const marker = rules.markers.exec(plain)?.[0].length ?? 0
  const opener = rules.openers.exec(plain.slice(marker))?.[0].length ?? 0
  const rest = plain.slice(marker + opener)
  // "That we removed it, and that …": both hang on the opener
  const hangs = /(?:,\s|\s)(?:and|und|et|y|e) (?:that|dass|que|qu'|che)(?!\p{L})/iu.test(rest)
  if (opener === 0 || hangs || rest.split(' ').length < leastOpened)
    return { length: marker, isAnnounced: false }
  return { length: marker + opener + (rules.markers.exec(rest)?.[0].length ?? 0), isAnnounced: true }
}

/** With straight apostrophes, as the rules are written; of the same length. */
const straight = (text: string): string => text.replace(/[’ʼ`´]/g, "'")

/**
 * What is wrong with a spoken sentence that is to stand alone, the gravest first; null for one that can be quoted.
 * `isFragment` is speech without punctuation. Of languages without rules only what their marks tell is known.
 */
export const findFault = (text: string, language: string, isFragment = false): Fault | null =>
  weighFault(text, language, isFragment).fault

/**
 * As `findFault`. A fault `isDoubtful` if it is the only one and its rule is often wrong: a pronoun in the middle, whose noun may stand
 * before it, and few words that say something.
 */
export function weighFault(
  text: string,
  language: string,
  isFragment = false,
): { fault: Fault | null; isDoubtful: boolean } {
  const plain = straight(text)
  const words = wordsOf(plain)
  const grave = faultOfForm(plain, words, isFragment)
  const rules = rulesOf(language)
  if (grave !== null || rules === null) return { fault: grave, isDoubtful: false }
  const stopWords = stopWordsOf(language)
  if (rules.fillers.test(plain)) return { fault: 'filler', isDoubtful: false }
  if (rules.room.test(plain)) return { fault: 'room', isDoubtful: false }
  if (rules.social.test(unquoted(plain))) return { fault: 'social', isDoubtful: false }
  const bare = isFragment ? plain.replace(resumed, '') : plain
  if (
    rules.leansAtStart.test(sinceStart(bare)) ||
    isElliptic(plain, language) ||
    (!isFragment && leavesOpen(plain, language))
  )
    return { fault: 'leans', isDoubtful: false }
  const mayLean =
    leans(bare, rules, stopWords) ||
    isOpenComparison(plain, language) ||
    (isFragment ? bareThere.test(plain) : waitsForCondition(plain, language))
  const other = faultOfContent(plain, words, { rules, language, isFragment })
  const announces = rules.announces.test(plain) && !advises(plain, language)
  const isOnly = (other === null || other === 'empty') && !announces
  if (mayLean) return { fault: 'leans', isDoubtful: isOnly }
  if (other !== null) return { fault: other, isDoubtful: isOnly }
  return { fault: announces ? 'announces' : null, isDoubtful: false }
}

/** What length and marks tell, in any language. */
function faultOfForm(plain: string, words: readonly string[], isFragment: boolean): Fault | null {
  if (words.length < shortest) return 'short'
  if (words.length > (isFragment ? longestFragment : longest)) return 'long'
  if (/[?¿]/.test(plain)) return 'question'
  if (speakerLabel.test(plain)) return 'room'
  if (/[:–—-]["'”»)\]]*$|…|\.{3}/.test(plain)) return 'unfinished'
  if (!isFragment && !/[.!。！]["'”’»)\]]*$/.test(plain)) return 'unfinished'
  if (/^\p{Ll}/u.test(plain) && !isFragment) return 'unfinished'
  if (isHalfQuoted(plain) || isList(plain) || isOnlyNamed(plain)) return 'unfinished'
  if (onlyQuoted.test(plain)) return 'leans'
  return repeatsWords(words) ? 'repeats' : null
}

/** Words of somebody else, of whom the sentence does not speak. */
const onlyQuoted = /^(?:"[^"]*"|[“„][^“”„]*[“”]|«[^«»]*»)[.!]?$/u

function faultOfContent(
  plain: string,
  words: readonly string[],
  { rules, language, isFragment }: { rules: SpeechRules; language: string; isFragment: boolean },
): Fault | null {
  if (rules.scenes.test(plain)) return 'scene'
  if ((isFragment ? rules.halfEnds : conjunctionEnds).test(plain) || !rules.verbs.test(plain))
    return 'unfinished'
  if (!isFragment && !hasMainVerb(plain, language)) return 'unfinished'
  if (isFragment && (onlyNames.test(plain) || hidesClause(wordsOf(plain.toLowerCase()), language)))
    return 'unfinished'
  if (isFragment && (!beginsClause(words) || runsTogether(words, language) || onlySubordinate(words)))
    return 'unfinished'
  return contentWords(words, rules, stopWordsOf(language)) < leastContent ? 'empty' : null
}

/**
 * Whether a sentence says what follows from the one before it, and has no other fault: both together stand alone. Its pronouns
 * may stand for what the first one names.
 */
export function followsFrom(text: string, language: string): boolean {
  const rules = rulesOf(language)
  const plain = straight(text)
  const opening = rules?.follows.exec(plain.replace(/^(?:and|und|et|y|e) /iu, ''))?.[0]
  if (rules === null || opening === undefined) return false
  const rest = plain.replace(/^(?:and|und|et|y|e) /iu, '').slice(opening.length)
  const fault = findFault(text, language)
  return (
    (fault === 'leans' || fault === null) &&
    ![rules.leans, rules.scenes, rules.announces].some((one) => one.test(rest)) &&
    rules.verbs.test(rest)
  )
}

const leans = (plain: string, rules: SpeechRules, stopWords: ReadonlySet<string>): boolean =>
  rules.leansAtStart.test(sinceStart(plain)) ||
  rules.leans.test(plain.replace(naming, ',').replace(alone, '$1 ').replace(amounting, ',')) ||
  pointsBack(plain, rules, stopWords)

/** "After two years we went from … to …": since what the talk is about began. */
const sinceStart = (text: string): string => {
  const rest = text.replace(span, '')
  return rest !== text && tellsChange(rest) ? rest.slice(0, 1).toUpperCase() + rest.slice(1) : text
}
const span =
  /^(?:after|within|in|nach|après|en|dopo|in|después de|tras) (?:an?|one|\p{L}+) (?:years?|months?|weeks?|jahr(?:en)?|monat(?:en)?|wochen?|ans?|mois|semaines?|années?|anni|anno|mesi|settimane|años?|meses|semanas),? /iu
/** "We moved the shift, and this alone …": what it did is said before the comma. */
const alone =
  /(?<=\p{L}{3,} \p{L}+.*)(, (?:and|und|et|y|e)) (?:(?:this|that) alone|das allein|allein das|(?:ça|cela) seul|(?:esto|eso) solo|questo da solo)(?!\p{L}) /iu
/** ", that's fewer than two in a hundred,": the number before it in other words. */
const amounting =
  /,\s(?:that's|that is|das sind|das ist|c'est|soit|son|es|sono) (?:(?:about|fewer|less|more|nearly|almost|than|etwa|fast|weniger|mehr|als|rund|environ|presque|moins|plus|de|casi|menos|más|circa|quasi|meno|più|di|\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten) )+[^,.]{2,30},/iu

/** "A ghost bus, as we call it, is a bus that …". */
const naming =
  /,\s(?:as|so|wie|comme|como|come) (?:we|i|they|nennen|heißt|sagen|on|nous|lo|la|le|lo) ?[^,.]{2,24},/iu

/**
 * Whether a written sentence needs others or is a scene: as a spoken one, but for what it calls itself ("this talk"), and a discourse marker
 * at its beginning is not cut. With `first` nothing stands before it, and what it points at is in it.
 */
export function writtenLeans(text: string, language: string, first = false): boolean {
  const rules = rulesOf(language)
  if (rules === null) return false
  const plain = straight(text).replace(ownName, '')
  if (/[:–—-]["'”»)\]]*$/.test(plain) || rules.markers.test(plain) || rules.leansAtStart.test(plain))
    return true
  return !first && (leans(plain, rules, stopWordsOf(language)) || rules.scenes.test(plain))
}

/** "This talk", "in diesem Vortrag": the page says what it is about. */
const ownName =
  /(?<!\p{L})(?:this|dies(?:e[mnrs]?)|cette?|ce|est[ea]|quest[oa]) (?=(?:(?:lightning|technical) )?(?:talk|presentation|session|workshop|lecture|paper|article|keynote|tutorial|vortrag|sitzung|beitrag|artikel|présentation|conférence|exposé|charla|ponencia|sesión|presentación|presentazione|intervento|sessione)(?!\p{L}))/giu

/** What somebody else says or what is written somewhere does not speak to the audience. */
const unquoted = (text: string): string => text.replace(/"[^"]*"|“[^”]*”|„[^“]*“|«[^»]*»/g, '"…"')

/** "A list, a cache without a limit, a closure", "without forms, without reasons": nothing is said of them. */
const isList = (text: string): boolean => {
  const items = text.split(/,\s+/)
  return (
    (items.length > 2 && items.every((item) => listed.test(item))) ||
    (items.length > 1 && items.every((item) => lacking.test(item)))
  )
}
const listed =
  /^(?:(?:and|or|und|oder|et|ou|y|o|e) )?(?:an?|ein(?:e[nmrs]?)?|une?|una?|uno|kein(?:e[nmrs]?)?)(?!\p{L})/iu
const lacking =
  /^(?:(?:and|und|et|y|e) )?(?:without|no|ohne|kein(?:e[nmrs]?)?|sans|sin|senza|ni|né)(?!\p{L})/iu

/** "The installer, that can provide a way to get it": a thing and what it does, of which nothing is said. */
const isOnlyNamed = (text: string): boolean =>
  openRelative.test(text) ||
  openCondition.test(text) ||
  (bareRelative.test(text) && (text.match(finiteVerb)?.length ?? 0) === 1)

const openRelative =
  /^(?:the|an?|our|my|those|people|le|la|les|une?|el|los|las|una?|il|lo|gli) [^,.]{3,50}?, (?:that|which|who|qui|che|que) [^,.;:]+[.!]$/iu
const bareRelative =
  /^(?:the|an?|our|my|those|people|le|la|les|une?|el|los|las|una?|il|lo|gli) [^,.]{3,50}? (?<!(?<!\p{L})(?:is|was|è|era|est|était|es) )(?:that|which|who|qui|che|que) [^,.;:]+[.!]$/iu
/** "If you read the file, which may take a while." */
const openCondition =
  /^(?:if|when|while|although|unless|si|quand|lorsque|cuando|aunque|se|quando) [^,.;:]+, (?:which|who|where|ce qui|lo que|lo cual|il che) [^,.;:]+[.!]$/iu
const finiteVerb =
  /(?<!\p{L})(?:is|are|was|were|has|have|had|can|cannot|could|will|would|must|should|may|might|do|does|did|\p{L}+n't|\p{L}{2,}(?:ed|es|s)|est|sont|ont|était|peut|doit|es|son|era|ha|han|tiene|puede|è|sono|hanno|può|deve|\p{L}{3,}(?:ent|ait|an|en|ano|ono|ó|ò))(?!\p{L})/giu

/** "Q:", "MODERATOR:": somebody else, or an answer to him. */
export const speakerLabel =
  /^(?:[A-Z]{1,2}\d?|[A-Z][A-Z .]{2,30}|Question|Answer|Frage|Antwort|Pregunta|Respuesta|Domanda|Risposta|Réponse)\s?: /u

/** The quotation goes on in another sentence. */
const isHalfQuoted = (text: string): boolean =>
  (text.match(/"/g)?.length ?? 0) % 2 === 1 ||
  (/[“„]/.test(text) && !/[”“].*[”“]|„.*[”“]/.test(text)) ||
  (text.match(/«/g)?.length ?? 0) !== (text.match(/»/g)?.length ?? 0) ||
  (text.match(/\(/g)?.length ?? 0) !== (text.match(/\)/g)?.length ?? 0)

/** A recogniser in a loop, or a slip of the tongue. */
function repeatsWords(words: readonly string[]): boolean {
  const lower = words.map((word) => word.toLowerCase())
  return lower.some(
    (word, at) =>
      (word === lower[at + 1] &&
        !/^(?:very|had|that|sehr|die|der|das|sie|nous|vous|muy|molto|much|long)$/.test(word)) ||
      (word === lower[at + 2] && lower[at + 1] === lower[at + 3] && lower[at + 1] !== undefined),
  )
}

/** A pronoun before anything that it could stand for. */
function pointsBack(text: string, rules: SpeechRules, stopWords: ReadonlySet<string>): boolean {
  const { pronouns, several } = rules
  const first = [...text.matchAll(pronouns)][0]
  if (first === undefined) return false
  // "It takes", "it is hard to" stand for nothing before
  if (
    /^it(?:'s| is| was| takes| took| turns| turned| rains?| rained| snows?| snowed| freezes| depends)\b/i.test(
      text.slice(first.index),
    )
  )
    return false
  const before = text.slice(0, first.index)
  if (/^theirs?$/i.test(first[0]) && personsWho.test(before)) return false
  // "For the archive it opens": the subject is none of what comes before it
  if (preposition.test(before) && !verb.test(before)) return true
  const things = thingsIn(before, rules, stopWords)
  // "Scaling made it worse": the object is not the subject
  const least = isObject.test(first[0]) && !clauseBegin.test(before) ? 2 : 1
  if (several === undefined) return things.length < least
  const isSeveral = several.pronouns.test(first[0])
  const meant = things.filter((thing) => several.ending.test(thing) === isSeveral)
  return meant.length === 0 || things.length < least
}

/** "The people who borrow things had not used their card". */
const personsWho = /(?<!\p{L})(?:people|those|everyone|everybody|anyone|anybody) (?:who|that) /iu

const isObject = /^(?:it|them|him|her)$/i
const clauseBegin =
  /(?:^|[,;:]|(?<!\p{L})(?:and|but|or|that|if|when|because|while|until|before|after|as|so|than|which|what|how|where|whether))\s*$/iu

/** A full stop behind one of these is a slip of the recogniser; other words do end sentences. */
const conjunctionEnds =
  /(?<!\p{L})(?:the|a|and|or|but|because|if|der|und|oder|aber|weil|wenn|le|les|et|ou|mais|los|las|y|pero|gli|e|ma)[.!]*$/iu

const preposition =
  /^(?:in|for|on|at|with|after|before|during|from|by|im|in|für|auf|an|mit|nach|vor|bei|dans|pour|sur|avec|après|avant|en|para|con|por|después|per|dopo|nel|nella)(?!\p{L})/iu

/** Not by an ending that nouns have, too. */
const verb =
  /(?<!\p{L})(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|must|\p{L}{3,}ed|ist|sind|war|hat|haben|kann|wird|est|sont|a|ont|peut|es|son|ha|han|puede|è|sono|hanno|può)(?!\p{L})/iu

/** Words that probably name something: behind an article or the like, with a capital, and the first one. */
function thingsIn(text: string, { beforeNouns }: SpeechRules, stopWords: ReadonlySet<string>): string[] {
  const words = wordsOf(text).filter((word) => !/^\d/.test(word))
  return words.filter((word, at) => {
    const lower = word.toLowerCase()
    if (stopWords.has(lower) || word.length < 3 || nobody.test(lower)) return false
    const [previous, earlier] = [words[at - 1]?.toLowerCase(), words[at - 2]?.toLowerCase()]
    if (previous === undefined) return !/(?:ing|ly)$/.test(lower)
    // With one adjective between them
    const isNamed =
      beforeNouns.has(previous) ||
      (earlier !== undefined && beforeNouns.has(earlier) && !transitive.test(lower))
    return isNamed || /^\p{Lu}/u.test(word)
  })
}

/** No other pronoun stands for these. */
const nobody =
  /^(?:nobody|nothing|something|anything|everything|niemand|nichts|etwas|personne|rien|nadie|nada|algo|nessuno|niente|qualcosa)$/u

/** "Une lumière plus douce ça reste une lumière": the pronoun repeats the subject, which has an article. */
const resumed =
  /(?<=(?<!\p{L})(?:le|la|les|un|une|au|du|des) (?:[\p{L}']+ ){0,2}[\p{L}']{3,} )ça (?=(?:reste|vaut|fait|change|coûte|marche|suffit|sert|peut)(?!\p{L}))/iu
/** A place that is not named. */
const bareThere =
  /(?<=\p{L} )there(?!(?:'\p{L}+)?(?: \p{L}+)? ?(?:is|are|was|were|will|would|has|have|had|may|might|must|can|could|seems?|\p{L}+n't)(?!\p{L}))(?!')/iu
/** "I'd ask you to do one thing", "the part that everybody asks about is false alarms": what is said of it comes behind. */
const onlyNames =
  /(?:^the (?:part|thing|question) (?:that )?\p{L}+ (?:always )?(?:asks?|wants?) .* is (?:\p{L}+ ){0,2}\p{L}+|(?:one|two|three|few|following) (?:more )?things?)$/iu

/** "A hotspot costs them": no noun. */
const transitive = /^(?:costs|makes|takes|gives|gets|needs|keeps|lets|shows|means|puts|tells|helps)$/

/** Speech without punctuation is cut where a clause probably begins; with these words none does. */
const beginsClause = (words: readonly string[]): boolean => !middle.test(words[0] ?? '')

/** Of what begins with "if" the main clause has a subject, which is no object of the verb before it. */
const mainSubject =
  /^(?:then|i|we|you|they|he|she|it|there|(?:i|we|you|they|he|she|it|that|there)'\p{L}+|alors|je|j'\p{L}+|on|nous|vous|ils?|elles?|ça|c'\p{L}+)$/iu
const beforeObject =
  /^(?:let|lets|make|makes|give|gives|tell|tells|help|helps|of|to|for|with|from|by|at|in|on|about|that|which|who|than|and|or|que|qu|de|à|pour|avec)$/iu

/** "Wenn Schmutz in der Schiene liegt" waits for "wird die Tür langsamer": two verbs meet, or "dann" stands between them. */
function onlySubordinate(words: readonly string[]): boolean {
  const [first = '', ...rest] = words.map((word) => word.toLowerCase())
  if (/^(?:if|when|because|while|although|si|quand|lorsque)$/.test(first))
    return !rest.some(
      (word, at) => at > 1 && mainSubject.test(word) && !beforeObject.test(rest[at - 1] ?? ''),
    )
  if (!/^(?:wenn|weil|dass|ob|obwohl|sobald|falls|nachdem|bevor|damit)$/.test(first)) return false
  return !rest.some(
    (word, at) =>
      isGermanVerb(word) &&
      !/^(?:\p{L}{2,4})?ge\p{L}+(?:t|en)$/u.test(word) &&
      (rest[at + 1] === 'dann' || isGermanVerb(rest[at + 1] ?? '')),
  )
}

const middle =
  /^(?:was|were|is|are|be|been|has|had|have|of|by|to|from|with|than|or|nor|only|not|who|whom|whose|which|where|why|how|up|down|out|off|into|about|at|it|them|him|her|me|us|can|could|will|would|do|does|did|going|von|zu|mit|bei|ist|sind|war|hat|haben|kann|wird|de|du|des|que|qui|à|con|di|che|per|del|ha|han)$/i

const contentWords = (
  words: readonly string[],
  { empty }: SpeechRules,
  stopWords: ReadonlySet<string>,
): number =>
  new Set(
    words
      .map((word) => word.toLowerCase())
      .filter((word) => word.length > 2 && !stopWords.has(word) && !empty.has(word)),
  ).size
