import { cleanText, countLetters } from './clean-text.ts'

/** Default titles written by programs. */
const defaults =
  /^(untitled|unbenannt|ohne titel|sans titre|document|dokument|presentation|präsentation|présentation|powerpoint[ -]?pr[äeé]sentation|slide|slides|folie|title|titel)[ \-_\d.]*$/iu
const madeBy = /^(microsoft (office )?(powerpoint|word|excel)|pdfcreator)\b/iu
const fileName = /\.(pptx?|ppsx?|odp|otp|key|docx?|odt|xlsx?|indd|ai|dvi|tex|md|html?|pdf|qxd|pub|ps)$/iu
const maxLength = 300

/** A document's title from its metadata; null for the common file and program names. */
export function sensibleTitle(stated: unknown): string | null {
  if (typeof stated !== 'string') return null
  const title = cleanText(stated)
  const means = countLetters(title) >= 2 && title.length <= maxLength
  return means && !defaults.test(title) && !madeBy.test(title) && !fileName.test(title) ? title : null
}
