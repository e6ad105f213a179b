import type { TextField } from '@async-events/core'

export type FieldKind = 'title' | 'lead' | 'summary' | 'key_points' | 'keywords'

/** In this order: "key points of the summary" is a list, "tags" are never sentences. */
const kinds: readonly [FieldKind, RegExp][] = [
  [
    'keywords',
    /\b(tags?|keywords?|topics?|stichw[oö]rte?r?n?|schlagw[oö]rte?r?n?|schlüsselw[oö]rter|mots[- ]cl[eé]s|palabras clave|parole chiave)\b/i,
  ],
  [
    'key_points',
    /\b(key[ _-]?points?|bullets?( list| points?)?|takeaways?|highlights?|kernpunkte?|kernaussagen?|aufzählung|stichpunkte?|points[- ]cl[eé]s|puntos clave|punti chiave)\b/i,
  ],
  ['title', /\b(title|headline|titel|überschrift|titre|t[ií]tulo|titolo)\b/i],
  [
    'lead',
    /\b(lead|abstract|teaser|intro(duction)?|einleitung|kurzfassung|(one|two|three|1|2|3) (or (two|three) )?sentences?|(ein|zwei|drei)( bis | oder )?(zwei|drei)? s(a|ä)tze?n?)\b/i,
  ],
]

/** The kind of a field by its name, then its instruction; otherwise a summary. */
export function fieldKind({ name, instruction }: TextField): FieldKind {
  const spaced = name.replace(/[_.-]+/g, ' ')
  for (const text of [spaced, instruction]) {
    const found = kinds.find(([, pattern]) => pattern.test(text))
    if (found) return found[0]
    if (/\b(summary|zusammenfassung|résumé|resumen|riassunto)\b/i.test(text)) return 'summary'
  }
  return 'summary'
}
