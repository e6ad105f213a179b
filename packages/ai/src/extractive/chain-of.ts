import { isCall } from './counterpart-behind.ts'
import { findFault, followsFrom } from './find-fault.ts'
import { hangsOnCondition } from './hangs-on-condition.ts'
import { isElliptic } from './is-elliptic.ts'
import { setsUp } from './sets-up.ts'
import { rulesOf } from './speech-rules/rules-of.ts'
import { quantity } from './speech-rules/speech-rules.ts'
import { isTurnedBy } from './turned-by.ts'
import { tellsChange } from './was-replaced.ts'
import { wordsOf } from './words-of.ts'

/** Characters of sentences that are quoted together. */
const longest = 280
/** Words. */
const shortest = 5

/**
 * What it adds that a sentence, whole by itself, is quoted together with the one behind it, which leans on it and on nothing else:
 * its consequence, its other number, what is so instead. Null where the second may not follow. Score.
 */
export function chainBonus(first: string, second: string, language: string): number | null {
  const rules = rulesOf(language)
  if (rules === null || first.length + second.length >= longest || wordsOf(second).length < shortest)
    return null
  if (!/[.!]["'”’»)\]]*$/.test(first) || !/[.!]["'”’»)\]]*$/.test(second)) return null
  if (followsFrom(second, language) || isUnderSame(first, second, language)) return 0.3
  const plain = second.replace(/[’ʼ]/g, "'")
  const rest = plain.replace(joining, '')
  // What leans in its middle points anywhere
  const pointsAway = rules.leans.test(plain.split(' ').slice(2).join(' '))
  const isSpeech = ![rules.scenes, rules.announces, rules.room, rules.social].some((one) => one.test(plain))
  // What turns the first or says what came of it, and leans on nothing else
  if (isSpeech && isElliptic(capital(rest), language) && !hard.test(rest)) {
    if (setsUp(first, second, language)) return 0.6
    if (tellsChange(first) && !pointsAway) return 0.1
  }
  if (isSpeech && !pointsAway && isTurnedBy(first, [second], language)) return 0.2
  const goesOn = rest.length < plain.length && findFault(capital(rest), language) === null
  const leansOnFirst =
    findFault(second, language) === 'leans' && rules.leansAtStart.test(rest) && !hard.test(rest)
  if (!goesOn && !leansOnFirst) return null
  if (!isSpeech || pointsAway) return null
  if (atFirst.test(first) && now.test(second)) return 0.5
  const isNumber = (text: string): boolean => quantity.test(text) || /\d/.test(text)
  if (isNumber(first) && isNumber(second)) return 0.25
  if (negated.test(first) && !negated.test(second)) return 0.2
  if (rules.matters.test(plain)) return goesOn ? null : 0.1
  return !goesOn && negated.test(second) ? 0.05 : null
}

/** What it adds that a sentence is quoted with the other number of its contrast; null where they cannot be quoted together. Score. */
export function contrastBonus(sentences: readonly string[], language: string): number | null {
  const rules = rulesOf(language)
  const second = (sentences.at(-1) ?? '').replace(/[’ʼ]/g, "'")
  if (rules === null || sentences.join(' ').length > longest) return null
  if (!sentences.slice(1, -1).every(isCall)) return null
  if (sentences.some((one) => !/[.!]["'”’»)\]]*$/.test(one))) return null
  return [rules.scenes, rules.announces, rules.room, rules.social].some((one) => one.test(second))
    ? null
    : 0.25
}

/** Its condition is in the first, and nothing else of it. */
const isUnderSame = (first: string, second: string, language: string): boolean =>
  hangsOnCondition(second, [first], language) &&
  findFault(capital(second.replace(joining, '')), language) === null

/** How it was, and how it is. */
const atFirst =
  /^(?:at first|initially|in the beginning|originally|before|until|am anfang|anfangs|früher|bisher|au début|avant|al principio|antes|all'inizio|prima)(?!\p{L})/iu
const now =
  /^(?:now|today|since|jetzt|heute|seither|seitdem|aujourd'hui|maintenant|depuis|ahora|hoy|desde|adesso|ora|oggi|da allora)(?!\p{L})/iu

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A sentence goes on. */
const joining = /^(?:(?:and|but|so|und|aber|et|mais|y|pero|e|ma),? )+/iu

/** Points further back than to the sentence before. */
const hard =
  /^(?:(?:the|an?|der|die|das|le|la|el|il|un|una|une) )?(?:first|second|third|fourth|fifth|last|next|final|another|other|others|erste|zweite|dritte|vierte|letzte|nächste|andere|anderen|premi(?:er|ère)|deuxième|troisième|autre|autres|primer[oa]?|segund[oa]|tercer[oa]?|otr[oa]s?|prim[oa]|second[oa]|terz[oa]|altr[oaie]|also|auch|aussi|también|anche|all|alles|everything|todo|tutto|tout|later|then|dann|puis|luego|poi|number|lesson|rule|he|she|er|lui|lei|él|ella|here|hier|ici|aquí|qui|do|does|did)(?!\p{L})/iu

const negated =
  /(?<!\p{L})(?:not|no|never|nobody|nothing|\p{L}+n't|nicht|kein\p{L}*|nie|niemand|pas|jamais|aucun|nunca|nada|nadie|non|mai|nessun\p{L}*)(?!\p{L})/iu
