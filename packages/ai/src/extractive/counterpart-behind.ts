import { primarySubtag } from '@async-events/core'
import { holdsNumber } from './holds-number.ts'
import { stemOf, wordsOf } from './words-of.ts'
import { holdsBothSides } from './worth-of.ts'

interface Sides {
  /** At the beginning: under which condition, in which group, at which time. */
  side: RegExp
  /** "It was", "there are": what the number behind counts was said before. */
  repeats: RegExp
}

const starting = (words: string): RegExp => new RegExp(`^(?:${words})(?!\\p{L})`, 'iu')
const within = (words: string): RegExp => new RegExp(`(?<!\\p{L})(?:${words})(?!\\p{L})`, 'iu')

const sides: Readonly<Record<string, Sides>> = {
  en: {
    side: starting('in|with|without|for|on|of|at|after|before|when|if|where|among|under|now|today|then'),
    repeats: within(
      "(?:it|they|that|there|ours|theirs|the other)(?:'s|'re| is| was| are| were| has| have| had| takes?| took| costs?)",
    ),
  },
  de: {
    side: starting('in|im|mit|ohne|bei|beim|für|von|nach|vor|wenn|wo|unter|jetzt|heute|danach|seitdem'),
    repeats: within(
      '(?:ist|sind|war|waren|hat|haben|hatten?|braucht|dauert|kostet) (?:es|sie|er|das|wir)|(?:es|das|sie) (?:ist|sind|war|waren)',
    ),
  },
  fr: {
    side: starting(
      "dans|avec|sans|pour|chez|sur|après|avant|quand|si|lorsqu\\p{L}*|parmi|maintenant|aujourd'hui|depuis",
    ),
    repeats: within(
      "c'(?:est|était)|ce sont|(?:il|elle|ils|elles) (?:est|sont|était|étaient|a|ont)|il y en a",
    ),
  },
  es: {
    side: starting('en|con|sin|para|de|después|antes|cuando|si|entre|ahora|hoy|desde'),
    repeats: within('(?:es|son|era|eran|fue|fueron|tiene|tienen|hay|había)'),
  },
  it: {
    side: starting('in|nel\\p{L}*|con|senza|per|dopo|prima|quando|se|tra|fra|ora|adesso|oggi|da|dal'),
    repeats: within("(?:è|sono|era|erano|ha|hanno|c'è|ci sono)"),
  },
}

/** How it is without, before, in the old way, and with, after, in the new one. */
const poles: readonly (readonly [RegExp, RegExp])[] = [
  [
    within('before|vorher|davor|avant|antes|prima'),
    within('after|afterwards|nachher|danach|après|después|dopo'),
  ],
  [within('without|ohne|sans|sin|senza'), within('with|mit|avec|con')],
  [
    within("the old|d(?:er|ie|as|en|em) alten?|l'ancienn?e?|la vieja|el viejo|il vecchio|la vecchia"),
    within('the new|d(?:er|ie|as|en|em) neuen?|le nouveau|la nouvelle|el nuevo|la nueva|il nuovo|la nuova'),
  ],
]

/** Words; less only repeats or calls out. */
const shortest = 5
/** What a number counts is not further from "it was" than so many characters. */
const near = 24
const joining = /^(?:(?:and|but|so|und|aber|et|mais|y|pero|e|ma),? )+/iu

/**
 * How many of the next sentences hold the other number of a contrast that the sentence at this place begins: "… has fifty-four words. In
 * ours it has sixteen." 2 where one stands between them, 0 for none.
 */
export function counterpartBehind(texts: readonly string[], at: number, language: string): 0 | 1 | 2 {
  const own = sides[primarySubtag(language) ?? '']
  const [text = '', next = '', second = ''] = texts.slice(at, at + 3)
  if (own === undefined || !holdsNumber(text) || holdsBothSides(text)) return 0
  if (isCounterpart(text, next, own)) return 1
  return isCounterpart(text, second, own) ? 2 : 0
}

/** Whether a sentence only repeats the number before it, or calls out. */
export const isCall = (text: string): boolean => wordsOf(text).length < shortest

function isCounterpart(text: string, other: string, { side, repeats }: Sides): boolean {
  const plain = other.replace(/[’ʼ]/g, "'").replace(joining, '')
  if (isCall(plain) || !holdsNumber(plain) || /[?]/.test(plain)) return false
  const first = text.replace(joining, '')
  const said = repeats.exec(plain)
  if (said !== null && side.test(plain) && !names(plain.slice(0, said.index))) {
    const from = said.index + said[0].length
    if (holdsNumber(plain.slice(from, from + near)) && isOfSameUnit(plain.slice(from), text)) return true
  }
  // "Of the nineteen … Of the fifteen …"
  if (side.test(plain) && !condition.test(plain) && beginning(plain) === beginning(first)) return true
  return poles.some(
    ([one, two]) =>
      ((startsNear(first, one) && startsNear(plain, two)) ||
        (startsNear(first, two) && startsNear(plain, one))) &&
      isOfSameUnit(plain, text),
  )
}

/** What stands between a comma and the verb is a subject of its own, and not what the number before counted. */
const names = (prefix: string): boolean => /,\s*\S.{3,}$/.test(prefix)

const condition = /^(?:if|when|wenn|si|quand|lorsqu\p{L}*|cuando|se|quando)(?!\p{L})/iu
const beginning = (text: string): string => wordsOf(text.toLowerCase()).slice(0, 2).join(' ')

/** Whether the first number counts nothing that is named, or what the other sentence counts, too. */
function isOfSameUnit(text: string, other: string): boolean {
  if (percent.test(text)) return percent.test(other)
  const words = wordsOf(text.toLowerCase())
  const start = words.findIndex((word) => holdsNumber(word))
  const unit = words.slice(start).find((word) => !holdsNumber(word) && !decimal.test(word))
  const known = new Set(wordsOf(other.toLowerCase()).map(stemOf))
  return unit === undefined || known.has(stemOf(unit))
}

const percent = /%|(?<!\p{L})(?:per ?cent|prozent|pour cent|por ciento|per cento)(?!\p{L})/iu
const decimal = /^(?:point|komma|virgule|coma|virgola)$/u

/** A contrast is named at the beginning of a sentence. */
const startsNear = (text: string, word: RegExp): boolean => word.test(wordsOf(text).slice(0, 4).join(' '))
