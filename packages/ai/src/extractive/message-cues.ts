import { primarySubtag } from '@async-events/core'
import { anyOf } from './speech-rules/speech-rules.ts'

/** Says that the message of the talk comes, or that it is this sentence. */
const cues: Readonly<Record<string, RegExp>> = {
  en: anyOf(
    "(?:my|the|our|one|a) (?:\\p{L}+ )?(?:message|lessons?|advice|moral|takeaways?|conclusions?|request|wish)(?: (?:to|for) (?:you|all of us))? (?:is|are|was|isn't|would be)|what follows from (?:this|that)|(?:i|we) (?:would |'d )?(?:draw|drew|have|give you|leave you with|end with|close with) (?:\\p{L}+ )?(?:one|two|three|four|a few|some) (?:\\p{L}+ )?(?:conclusions?|lessons?|pieces? of advice|thoughts?|messages?|recommendations?|requests?)|i'd ask you|ask you to do (?:one thing|two things)|to sum up|in short|in one sentence|if you (?:only )?(?:take|remember)|take home|take away|what i(?:'d| would) like you to|the solution (?:was|is)(?:n't| not)",
  ),
  de: anyOf(
    '(?:mein|meine|unsere?|die|der|das|eine?) (?:\\p{L}+ )?(?:botschaft|lehren?|rat|ratschlag|moral|bitte|fazit|wunsch|empfehlung)(?: an (?:sie|euch))? (?:ist|sind|wäre|lautet)|mein rat|mein fazit|was folgt daraus|mitgeben|mitnehmen|zusammenfassend|zusammengefasst|kurz gesagt|in einem satz|unterm strich|(?:die lösung|das problem) (?:war|ist) (?:kein\\p{L}*|nicht)',
  ),
  fr: anyOf(
    "(?:mon|ma|notre|le|la|un|une) (?:\\p{L}+ )?(?:message|leçon|conseil|morale|conclusion|souhait)(?: (?:pour|à) (?:vous|tous))?,? (?:est|c'est|serait)|pour conclure|en conclusion|en résumé|pour résumer|à retenir|en un mot|si vous ne (?:devez retenir|retenez)|la solution (?:n'était|n'est) pas",
  ),
  es: anyOf(
    '(?:mi|nuestro|el|la|un|una) (?:\\p{L}+ )?(?:mensaje|lección|consejo|moraleja|conclusión|petición)(?: para (?:vosotros|ustedes|todos))? (?:es|sería)|qué os pediría|en conclusión|en resumen|para resumir|en una frase|si (?:os quedáis|se quedan) con|la solución no (?:era|es|fue)',
  ),
  it: anyOf(
    '(?:il mio|il nostro|la mia|la nostra|il|la|un|una) (?:\\p{L}+ )?(?:messaggio|lezione|consiglio|morale|conclusione|richiesta)(?: (?:per|a) (?:voi|tutti))? (?:è|sarebbe)|per concludere|in conclusione|in sintesi|per riassumere|in una frase|cosa (?:vi )?port\\p{L}+ (?:via|a casa)|la soluzione non (?:era|è)',
  ),
}

/** Of a language without them undefined. Texts are tested with straight apostrophes. */
export const messageCue = (language: string): RegExp | undefined => cues[primarySubtag(language) ?? '']

/** "If you take one thing home, it's this." */
export const saysNoMore =
  /(?<!\p{L})(?:this|these|das|dies|folgendes|ceci|esta|este|esto|questa|questo)[.:]$|\?$/iu
/** Whether a sentence says only that the message comes: it begins no quotation. */
export function isCue(text: string, language: string): boolean {
  const plain = text.replace(/[’ʼ`´]/g, "'")
  return saysNoMore.test(plain) && (messageCue(language)?.test(plain) ?? false)
}
