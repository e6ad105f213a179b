import { primarySubtag } from '@async-events/core'
import { isNumber, namesQuantity } from './names-quantity.ts'
import { wordsOf } from './words-of.ts'

interface Openings {
  /** "Percent", as one word or two. */
  percent: RegExp
  /** Between two numbers: "one in eight", "nine out of ten". */
  among: RegExp
  /** Behind a share one of these says what of, or how much more. */
  base: RegExp
  /** What came out, who else, which answer: it is not said of what. */
  forms: readonly RegExp[]
}

const within = (...expressions: readonly string[]): RegExp[] =>
  expressions.map((one) => new RegExp(one, 'iu'))

const openings: Readonly<Record<string, Openings>> = {
  en: {
    percent: /^(?:per ?cent|%)/iu,
    among: /^(?:out of(?: every)?|in|of|in every)(?= )/iu,
    base: /^(?:of|more|less|fewer|higher|lower|faster|slower|cheaper|better|worse|longer|shorter|is|isn't|means)(?!\p{L})/iu,
    forms: within(
      ', the (?:results?|figures?|numbers?|rate|share) (?:\\p{L}+ly |only )?(?:was|were|is|are|rose|fell|went|dropped|grew)(?!\\p{L})',
      '^[^,;:]*\\p{L} (?:therefore|thus|hence)(?= )',
      "^(?:if|when) [^,]+, (?:then )?(?:it's|it is|that's|that is) (?:the|an?|whatever)(?!\\p{L})",
      "^(?:when|if|once|after|before|because) (?:it's|they're|it is|they are|it was|they were) (?:\\p{L}+ed|gone|done|over|there|full|empty|late|wrong|ready)(?!\\p{L})",
      '^(?:technically|theoretically|strictly speaking|in theory|in practice|formally|legally),? (?:it|they|that|this|he|she)(?!\\p{L})',
      '^the (?:reason|explanation|cause|consequence|catch) (?:is|was)(?!\\p{L})',
      '^it (?:takes|took) .* to \\p{L}+ (?:it|them)(?!\\p{L})',
      "(?<!\\p{L})half .{0,200}(?:, and|, but|and) (?:the other )?half (?:did not|didn't|got|received|kept|had)(?!\\p{L})|^(?:our|the) sample (?:consists|is|has|had|was)(?!\\p{L})",
    ),
  },
  de: {
    percent: /^(?:prozent|%)/iu,
    among: /^(?:von|aus|in)(?= )/iu,
    base: /^(?:der|des|aller|von|vom|dieser|unserer|mehr|weniger|höher|niedriger|schneller|langsamer|billiger|ist|sind|heißt)(?!\p{L})/u,
    forms: within(
      ', (?:ist|war|stieg|sank|fiel|lag) (?:das ergebnis|der wert|die zahl|der anteil)(?! (?:der|des|derer|von|vom|aller|an)(?!\\p{L}))',
      '^[^,;:]*\\p{L} (?:demnach|folglich|somit|daher|deshalb|deswegen)(?= )',
      '^(?:wenn|falls) [^,]+, (?:dann )?ist (?:es|das) (?:der|die|das|ein|eine|nur)(?!\\p{L})',
      '(?<!\\p{L})\\p{L}{3,30}en das(?=[,.])',
      '^(?:der grund|die ursache|die erklärung|die folge|der haken) (?:ist|war|sind|waren)(?!\\p{L})',
      '(?:war|waren|sind) es (?:unter|über|nur|etwa|rund|fast|knapp|\\d|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn)',
      '(?<!\\p{L})(?:die|der) andere hälfte (?:nicht|bekam|erhielt|behielt)(?!\\p{L})',
    ).concat(
      // Nouns have a capital
      /(?<!\p{L})(?:[Dd]ie|den|der) beiden(?=[,.]| \p{Ll}+(?:[,.]| \p{Ll}))/u,
    ),
  },
  fr: {
    percent: /^(?:pour ?cent|%)/iu,
    among: /^(?:sur|de)(?= )/iu,
    base: /^(?:de|des|du|d'|en|est|sont)(?!\p{L})/iu,
    forms: within(
      ', (?:le|les) (?:résultats?|chiffres?) (?:est|sont|était|étaient|a|ont)(?!\\p{L})',
      '^[^,;:]*\\p{L} donc(?= )',
      "^(?:la raison|l'explication|la cause|la conséquence),? (?:est|était|c'est)(?!\\p{L})",
      "^(?:si|quand) [^,]+, (?:alors )?c'est (?:le|la|les|un|une|l')",
      "l'autre moitié (?:non|pas|n'|a reçu|a gardé)",
    ),
  },
  es: {
    percent: /^(?:por ?ciento|%)/iu,
    among: /^(?:de cada|de)(?= )/iu,
    base: /^(?:de|del|más|menos|es|son)(?!\p{L})/iu,
    forms: within(
      ', (?:el|los) resultados? (?:\\p{L}+ó|fue|fueron|era|es|subió|bajó)(?!\\p{L})',
      '^[^,;:]*\\p{L} por (?:lo )?tanto(?= )',
      '^la (?:razón|explicación|causa|consecuencia) (?:es|era|fue)(?!\\p{L})',
      '^(?:si|cuando) [^,]+, (?:entonces )?es (?:el|la|los|las|un|una)(?!\\p{L})',
      '^en \\p{L}+ de cada \\p{L}+(?= (?:no )?(?:hay|había|era|es|estaba|fue)(?!\\p{L}))',
      '^(?:se )?(?:había|habían) \\p{L}+(?:ado|[ií]do|to|cho)(?!\\p{L})',
      'la otra mitad (?:no|recibió|siguió)(?!\\p{L})',
    ),
  },
  it: {
    percent: /^(?:per ?cento|%)/iu,
    among: /^(?:su|di)(?= )/iu,
    base: /^(?:di|del|della|dei|degli|delle|dell'|in|più|meno|è|sono)(?!\p{L})/iu,
    forms: within(
      ', (?:il|i) risultat[oi] (?:è|sono|era|erano|fu|ha|hanno)(?!\\p{L})',
      '^[^,;:]*\\p{L} (?:quindi|dunque|pertanto)(?= )',
      '^(?:il motivo|la ragione|la spiegazione|la causa|la conseguenza) (?:è|era)(?!\\p{L})',
      '^(?:se|quando) [^,]+, (?:allora )?è (?:il|lo|la|un|una|uno)(?!\\p{L})',
      "l'altra metà (?:no|non|ha ricevuto)(?!\\p{L})",
    ),
  },
}

/** Words of a number. */
const longestNumber = 6
/** "About", "only": before a number. */
const hedge =
  /^(?:about|nearly|almost|only|just|some|roughly|around|over|and|under|etwa|rund|fast|nur|gut|knapp|ungefähr|und|über|unter|environ|presque|seulement|et|casi|solo|unos|unas|y|circa|quasi|e)(?= )/iu

/**
 * Whether a sentence that is to stand alone says a share or a time of what is not said ("fourteen percent wanted", "twelve minutes, that is"),
 * what came out of something unnamed, or what follows from another sentence in its middle.
 */
export function leavesOpen(text: string, language: string): boolean {
  const own = openings[primarySubtag(language) ?? '']
  if (own === undefined) return false
  return own.forms.some((form) => form.test(text)) || isBareShare(text, own) || isBareMeasure(text, language)
}

/** "Fourteen percent wanted", "one in five did not know": at the beginning, and what of is not said. */
function isBareShare(text: string, { percent, among, base }: Openings): boolean {
  const { rest, count } = behindNumber(text.replace(hedge, '').trimStart())
  if (count === 0) return false
  const isPercent = percent.test(rest)
  const other = among.test(rest) ? behindNumber(rest.replace(among, '').trimStart()) : null
  if (!isPercent && (other === null || other.count === 0)) return false
  const behind = (isPercent ? rest.replace(percent, '') : (other?.rest ?? '')).trimStart()
  if (/^[,.;:!]/.test(behind)) return true
  return finite.test(behind) && !base.test(behind)
}

/** Forms of verbs of which what did it stands before them. */
const finite =
  /^(?:(?:did|do|does|are|were|was|have|has|had|could|can|will|would|want|need|said|came|went|got|took|gave|kept|thought|knew|ne|n'|no|non)(?!\p{L})|\p{Ll}{2,}(?:ed|ten|ieron|aron|aban|ían|ía|aba|aient|ait|avano|evano|arono)(?!\p{L})|(?:haben|hatten|waren|konnten|können|wurden|kamen|gingen|bekamen|fanden|brauchen|wollen|ont|avaient|étaient|sont|han|habían|eran|estaban|sabían?|hanno|avevano|erano)(?!\p{L}))/u

/** "Twelve minutes, in a court that …, are a hundred and twenty hours": of what? */
function isBareMeasure(text: string, language: string): boolean {
  const { rest, count } = behindNumber(text.replace(hedge, '').trimStart())
  const [unit = ''] = wordsOf(rest)
  return (
    count > 0 &&
    rest.startsWith(unit) &&
    !isNumber(unit.toLowerCase()) &&
    namesQuantity(unit, language) &&
    /^,/.test(rest.slice(unit.length).trimStart())
  )
}

/** What stands behind the number that a text begins with, and its words. */
function behindNumber(text: string): { rest: string; count: number } {
  let rest = text
  let count = 0
  while (count < longestNumber) {
    const [word] = wordsOf(rest)
    if (word === undefined || !rest.startsWith(word) || !isNumber(word.toLowerCase())) break
    rest = rest.slice(word.length).replace(/^(?:%)?\s*/u, (gap) => (gap.includes('%') ? '% ' : ''))
    count += 1
    if (rest.startsWith('%')) break
  }
  return { rest, count }
}
