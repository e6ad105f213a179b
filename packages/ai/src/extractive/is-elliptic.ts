import { primarySubtag } from '@async-events/core'
import { isNumber } from './names-quantity.ts'
import { wordsOf } from './words-of.ts'

interface Ellipses {
  /** Verbs behind a number that names nothing ("twenty-six did not manage"). */
  verbs: RegExp
  /** Beginnings that leave out the subject, the object, or what a list is one of. */
  starts: RegExp
  /** "We went from forty to 3,200": how much of what is not said. */
  change: RegExp
  /** What is joined is not said: at the end of a clause. */
  joined: RegExp
  /** Why, when or by what it changed. */
  base: RegExp
  /** A preposition without its object, a verb without what it needs, the reason of what is not said. */
  lacks: RegExp
}

const starting = (...expressions: readonly string[]): RegExp =>
  new RegExp(`^(?:${expressions.join('|')})(?!\\p{L})`, 'iu')
/** At the end of a clause, and nothing before it says what. */
const ending = (verbs: string, what: string): RegExp =>
  new RegExp(`^(?!.*(?<!\\p{L})(?:${what})(?!\\p{L})).*(?<!\\p{L})(?:${verbs})(?=[,.;!])`, 'iu')
const within = (expression: string): RegExp => new RegExp(`(?<!\\p{L})(?:${expression})(?!\\p{L})`, 'iu')

const year = '(?:19|20)\\d\\d'

const ellipses: Readonly<Record<string, Ellipses>> = {
  en: {
    verbs: starting(
      "did(?:n't)?|does(?:n't)?|do|don't|are(?:n't)?|were(?:n't)?|was(?:n't)?|have(?:n't)?|has|had(?:n't)?|could(?:n't)?|can(?:not|'t)?|will|would|said|came|went|never",
    ),
    starts: starting(
      'not [^,.]{3,40}, (?:just|but|only)',
      'you (?:just|simply) \\p{L}+(?!.* (?:to|if|when|until)(?!\\p{L}))',
      'there were [^,.]+(?:, [^,.]+){2,}',
      `(?:we|i|they) (?:started|began|launched|finished|stopped|continued)(?: (?:small|early|late|again|over))? (?:in (?:(?:early|late|the) )?(?:${year}|\\p{L}+ (?:of )?${year}|spring|summer|autumn|fall|winter)|(?:two|three|four|five|ten|\\d+) years ago)`,
    ),
    change: starting(
      "(?:we|it)(?:'ve| have|'re| are)? (?:now )?(?:went|gone|go|got|came|dropped|moved) (?:up |down )?from",
    ),
    joined: ending(
      '(?:logged in|signed (?:up|in)|took part|registered|subscribed|opted (?:in|out))',
      'to|for|into|in (?:the|a|our)',
    ),
    base: within(
      'when|since|because|after|once|by|with|without|thanks|through|if|in \\p{L}+ (?:days|weeks|months|years)',
    ),
    lacks: /(?<!\p{L})without(?=[.!]["'”’]?$)|(?<!\p{L})(?:nothing|something|little) to do(?=[.,!])/iu,
  },
  de: {
    verbs: starting(
      'haben|hatten|sind|waren|konnten|können|wurden|werden|kamen|gingen|sagten|wollten|mussten|blieben|schafften',
    ),
    starts: starting(
      'nicht [^,.]{3,40}, (?:nur|aber|sondern)',
      '(?:man|sie|ihr) (?:muss|müsst|müssen|setzt|setzen|nimmt|nehmt) (?:nur|einfach)(?!.* (?:um|damit|wenn|bis)(?!\\p{L}))',
      'es (?:gab|waren) [^,.]+(?:, [^,.]+){2,}',
      `(?:wir|ich) (?:haben|habe|hatten) (?:im jahr |im \\p{L}+ |seit )?${year}[^,.]{0,30} (?:angefangen|begonnen|gestartet|aufgehört)|(?:angefangen|begonnen|gestartet) (?:haben|hat|habe) (?:wir|ich|man)(?! \\p{L}+, (?:zu|dass))`,
    ),
    change: starting('(?:wir|es) (?:sind |ist |kamen? |gehen? |ging(?:en)? )(?:jetzt |heute )?von'),
    joined: ending(
      '(?:sich|haben sich|hat sich) [^,.]{0,40}(?:angemeldet|eingeloggt|registriert|eingeschrieben|beteiligt)',
      'für|zu|zum|zur|an|am|im|beim|bei|auf',
    ),
    base: within('seit|weil|nachdem|als|wenn|durch|mit|ohne|dank|sobald'),
    lacks: /(?<!\p{L})(?:ohne|mit ohne)(?=[.,;!])|^(?:\p{L}+ ){1,5}nämlich(?!\p{L})/iu,
  },
  fr: {
    verbs: starting(
      "n'(?:ont|a|avaient|étaient)|ne|ont|sont|avaient|étaient|peuvent|pouvaient|ont|viennent|sont",
    ),
    starts: starting(
      'pas [^,.]{3,40}, (?:juste|mais|seulement)',
      '(?:il suffit|vous \\p{L}+ (?:juste|simplement))(?!.* (?:pour|si|quand|afin)(?!\\p{L}))',
      'il y avait [^,.]+(?:, [^,.]+){2,}',
      `(?:on|nous) (?:a|avons) (?:commencé|démarré|lancé|arrêté) en (?:\\p{L}+ )?${year}`,
    ),
    change: starting(
      "(?:on|nous|c'est) (?:est |sommes |a |avons )?(?:pass\\p{L}+|mont\\p{L}+|descend\\p{L}+) de",
    ),
    joined: ending(
      "(?:s'est|se sont|s'était|s'étaient) (?:inscrite?s?|connectée?s?|enregistrée?s?|abonnée?s?)",
      'à|au|aux|sur|dans|pour',
    ),
    base: within(
      'depuis|parce|quand|lorsque|après|avec|sans|grâce|dès|en \\p{L}+ (?:jours|semaines|mois|ans)',
    ),
    lacks:
      /(?<!\p{L})sans(?=[.,;!])|^(?:\p{L}+ ){1,4}(?:est|sont|a|ont|peut|faut) en effet(?!\p{L})|^en (?:argent|euros),? (?:c'est|ça fait)(?!\p{L})/iu,
  },
  es: {
    verbs: starting('no|han|son|fueron|eran|habían|estaban|pudieron|pueden|dijeron|vinieron'),
    starts: starting(
      'no [^,.]{3,40}, (?:solo|sólo|sino)',
      '(?:solo|sólo|simplemente) (?:hay|tienes|tenéis|se) \\p{L}+(?!.* (?:para|si|cuando)(?!\\p{L}))',
      'había [^,.]+(?:, [^,.]+){2,}',
      `(?:empezamos|comenzamos|hemos empezado) en (?:\\p{L}+ de )?${year}`,
    ),
    change: starting('(?:hemos pasado|pasamos|se pasó|se ha pasado|bajamos|subimos) de'),
    joined: ending(
      'se (?:inscribió|inscribieron|apuntó|apuntaron|conectó|conectaron|registraron|han (?:inscrito|apuntado|conectado|registrado))',
      'a|al|en|para',
    ),
    base: within('desde|porque|cuando|después|con|sin|gracias|al|en \\p{L}+ (?:días|semanas|meses|años)'),
    lacks:
      /^(?:no )?(?:costó|cuesta|costaba|bastó|funciona|funcionaba) (?!(?:el|la|un|una|que)(?!\p{L}))|^(?:en|para|por) \p{L}{2,},? (?:son|eran|es|era) (?:unos|unas|casi|más de|alrededor)(?!\p{L})|(?<!\p{L})nada que ver(?! con)|(?<!\p{L})(?:es|son|hay) en efecto(?!\p{L})/iu,
  },
  it: {
    verbs: starting('non|hanno|sono|erano|avevano|potevano|possono|dissero'),
    starts: starting(
      'non [^,.]{3,40}, (?:solo|ma|bensì)',
      '(?:basta|bisogna solo|si deve solo) \\p{L}+(?!.* (?:per|se|quando)(?!\\p{L}))',
      "c'erano [^,.]+(?:, [^,.]+){2,}",
      `(?:abbiamo (?:iniziato|cominciato)|siamo partiti|iniziammo) nel (?:\\p{L}+ )?${year}`,
    ),
    change: starting('(?:siamo passati|si passa|si è passati|passiamo|siamo scesi|siamo saliti) da'),
    joined: ending(
      'si (?:è|sono) (?:iscritt[oaie]|collegat[oaie]|registrat[oaie]|abbonat[oaie])',
      'al|alla|a|sul|in|per|nel|nella',
    ),
    base: within('dopo|perché|quando|con|senza|grazie|da quando|in \\p{L}+ (?:giorni|settimane|mesi|anni)'),
    lacks:
      /^(?:non )?(?:è costat[oa]|costa|costava|è bastat[oa]|funziona|funzionava|serve|serviva) (?!(?:il|lo|la|un|una|che|di)(?!\p{L}))|^(?:in|per|con) \p{L}{2,},? (?:sono|erano|è|era|fanno) (?:circa|quasi|più di|oltre)(?!\p{L})|(?<!\p{L})c'entr\p{L}+(?!.*(?<!\p{L})(?:con|col|coi|nel\p{L}*)(?!\p{L}))|(?<!\p{L})(?:è|sono|ha|hanno) infatti(?!\p{L})/iu,
  },
}

/** Longest number that is read, in words. */
const longestNumber = 5

/**
 * Whether a sentence leaves out what the one before it named, without a pronoun for it: what a number counts, what is only this and not
 * that, what began or went from one number to another, what the things of a list were part of, what was joined.
 */
export function isElliptic(text: string, language: string): boolean {
  const own = ellipses[primarySubtag(language) ?? '']
  if (own === undefined) return false
  if (
    own.starts.test(text) ||
    own.lacks.test(text) ||
    own.joined.test(text) ||
    (own.change.test(text) && !own.base.test(text.replace(own.change, '')))
  )
    return true
  let rest = text
  for (let count = 0; count < longestNumber; count++) {
    const word = wordsOf(rest)[0]
    if (word === undefined || !rest.startsWith(word) || !isNumber(word.toLowerCase()) || isYear(word)) break
    rest = rest.slice(word.length).trimStart()
  }
  return rest !== text && (own.verbs.test(rest) || /^[,.]\s/.test(rest))
}

const isYear = (word: string): boolean => /^(?:1[5-9]|20)\d\d$/.test(word)
