import { factLabel } from '../facts/fact-labels.ts'

const words: ReadonlySet<string> = new Set(
  `abstract description details overview about summary introduction outline agenda content contents main top header footer
  navigation nav menu search comments comment discussion related register registration tickets sponsors sponsor partners
  contact venue travel faq biography biographies bio speaker speakers audience requirements prerequisites program programme
  schedule timetable transcript references notes beschreibung inhalt zusammenfassung überblick kommentare anmeldung
  biografie biographie kontakt programm zielgruppe voraussetzungen zeitplan sponsoren résumé commentaires programme
  biographie contenu inscription descripción resumen biografía comentarios programa contenido registro descrizione
  riassunto biografia commenti contenuto programma iscrizione resumo descrição`.split(/\s+/),
)

/** A heading or id that names a part of one talk's page, not a talk. */
export function isSectionWord(text: string): boolean {
  const bare = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  const [first = '', second = ''] = bare.split(' ')
  if (bare === '' || words.has(bare) || factLabel(text) !== null) return true
  return (
    bare.split(' ').length <= 3 &&
    (words.has(first) || words.has(second)) &&
    /^(?:about|the|main|page|site|skip|talk|session|event|your|our|related)$/.test(
      words.has(first) ? second || 'the' : first,
    )
  )
}
