import { primarySubtag } from '@async-events/core'

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
