import { primarySubtag } from '@async-events/core'
import { isGermanVerb } from './german-verb.ts'
import { wordsOf } from './words-of.ts'

interface Conditions {
  /** The sentence goes on with the one before it. */
  joins: RegExp
  /** Where, when or for whom something holds: at the beginning, and set off by a comma or long enough. */
  condition: RegExp
  /** A share or number became more or less, or is so large. */
  changes: RegExp
}

const start = (expression: string): RegExp => new RegExp(`^(?:${expression})(?!\\p{L})`, 'iu')
const word = (expression: string): RegExp => new RegExp(`(?<!\\p{L})(?:${expression})(?!\\p{L})`, 'iu')

const conditions: Readonly<Record<string, Conditions>> = {
  en: {
    joins: start('and|but|so did'),
    condition: start('(?:in|on|at|with|without|among|under|where|when|if|for|after|of) [^.]{3,80}'),
    changes: word(
      'fell|rose|dropped|grew|shrank|increased|decreased|declined|doubled|halved|tripled|(?:went|came|gone) (?:up|down|from)',
    ),
  },
  de: {
    joins: start('und|aber'),
    condition: start('(?:in|im|auf|am|an|bei|beim|mit|ohne|unter|wo|wenn|für|nach|von|dort,? wo) [^.]{3,80}'),
    changes: word(
      'fiel(?:en)?|stieg(?:en)?|sank(?:en)?|wuchs(?:en)?|gesunken|gestiegen|gefallen|gewachsen|verdoppelte|halbierte|ging(?:en)? [^.]*(?:zurück|runter|hoch)|zurückgegangen',
    ),
  },
  fr: {
    joins: start('et|mais'),
    condition: start('(?:dans|en|à|au|aux|avec|sans|chez|sous|là où|quand|si|pour|après|parmi) [^.]{3,80}'),
    changes: word(
      '(?:a|ont|est|sont) (?:baissé|augmenté|diminué|doublé|triplé|monté|chuté|passée?s?|descendue?s?)|baissait|augmentait',
    ),
  },
  es: {
    joins: start('y|e|pero'),
    condition: start('(?:en|con|sin|donde|cuando|si|para|después|entre|tras) [^.]{3,80}'),
    changes: word(
      'bajó|subió|bajaron|subieron|aumentó|aumentaron|creció|cayó|cayeron|(?:ha|han) (?:bajado|subido|aumentado|crecido|caído)|se (?:duplicó|redujo)',
    ),
  },
  it: {
    joins: start('e|ma'),
    condition: start(
      '(?:in|nel|nella|nelle|nei|negli|con|senza|dove|quando|se|per|dopo|tra|fra|sui?|sulle) [^.]{3,80}',
    ),
    changes: word(
      '(?:è|sono) (?:sces[oaie]|salit[oaie]|aumentat[oaie]|diminuit[oaie]|calat[oaie]|cresciut[oaie]|raddoppiat[oaie])|scese|salì|calò|aumentò',
    ),
  },
}

/**
 * Whether a sentence says how something changed where the condition of one before it goes on: "in the branches without fines …
 * went from 93 percent to 92. And the share of lost books fell." Alone it would seem to hold everywhere.
 */
export function hangsOnCondition(text: string, before: readonly string[], language: string): boolean {
  const own = conditions[primarySubtag(language) ?? '']
  if (own === undefined || !own.joins.test(text) || !own.changes.test(text)) return false
  const rest = text.replace(own.joins, '').replace(/^,?\s+/, '')
  return !own.condition.test(rest) && before.some((one) => own.changes.test(one) && own.condition.test(one))
}

const consequences: Readonly<Record<string, { consequence: RegExp; condition: RegExp }>> = {
  en: {
    consequence: /(?<!\p{L})(?:can|could|will|would|must|should|may|might) then(?!\p{L})/iu,
    condition: word('if|when|whenever|once|as soon as|unless|until|after|and|or'),
  },
  de: {
    consequence: /(?<=\p{L} )dann(?!\p{L})/u,
    condition: word('wenn|falls|sobald|nachdem|als|bis|erst|solange|damit|wann|ob|selbst'),
  },
  fr: {
    consequence: /(?<!\p{L})(?:peut|peuvent|doit|faut|pourrait|serait|est) alors(?!\p{L})/iu,
    condition: word("si|s'il|quand|lorsque|dès que|une fois|après|et|ou"),
  },
  es: {
    consequence: /(?<!\p{L})(?:puede|pueden|debe|podría|sería|es) entonces(?!\p{L})/iu,
    condition: word('si|cuando|en cuanto|una vez|después|y|o'),
  },
  it: {
    consequence: /(?<!\p{L})(?:può|possono|deve|potrebbe|sarebbe|è) (?:allora|in quel caso)(?!\p{L})/iu,
    condition: word('se|quando|appena|una volta|dopo|e|o'),
  },
}

/** Whether something "then" is so, and what it depends on is not in the sentence: "whoever reads the key can then read the town". */
export function waitsForCondition(text: string, language: string): boolean {
  const own = consequences[primarySubtag(language) ?? '']
  const at = own?.consequence.exec(text)?.index
  if (own === undefined || at === undefined) return false
  const before = text.slice(0, at)
  if (primarySubtag(language) !== 'de') return !own.condition.test(before)
  // "Misst und sendet dann": one after the other
  const clause = before.slice(before.lastIndexOf(',') + 1)
  const last = wordsOf(clause).at(-1)
  return (
    last !== undefined &&
    isGermanVerb(last.toLowerCase()) &&
    !own.condition.test(text) &&
    !/(?<!\p{L})und(?!\p{L})/iu.test(clause)
  )
}
