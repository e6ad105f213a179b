import type { TextModelRequest } from '@async-events/core'
import { rulesOf } from './speech-rules/rules-of.ts'

/** A conclusion begins behind this share of the talk, if it is announced. */
const earliest = 0.6
const title =
  /^\W*(?:(?:key )?takeaways?|take[- ]home|conclusions?|summary|summing up|lessons(?: learned| learnt)?|key points|recap|what (?:we|i) learn|what to remember|fazit|zusammenfassung|schluss|lehren|was (?:ihr|sie|wir) (?:mitnehm|gelernt)|conclusion|à retenir|bilan|en résumé|conclusiones?|resumen|lecciones|conclusioni|riassunto|in sintesi)/iu

/**
 * Of the sentences of a talk, the first one of its conclusion, as a slide or the speaker names it; their number where nobody does.
 */
export function conclusionStart(
  passages: TextModelRequest['source']['passages'],
  speech: readonly { text: string; slide: number | null }[],
  language: string,
): number {
  const slides = new Set(
    passages.flatMap(({ from, slide, text }) =>
      from === 'slide' && slide !== null && title.test(text) ? [slide] : [],
    ),
  )
  const concludes = rulesOf(language)?.concludes
  const at = speech.findIndex(
    ({ text, slide }, place) =>
      place >= earliest * speech.length &&
      ((slide !== null && slides.has(slide)) || (concludes?.test(text.replace(/[’ʼ]/g, "'")) ?? false)),
  )
  return at === -1 ? speech.length : at
}
