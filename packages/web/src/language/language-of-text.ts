import { eld } from 'eld/small'

/** Of shorter texts some are taken for another language. Characters. */
const shortest = 60

/** ISO 639-1 code of the language that a text is written in; null when it is too short or too mixed to say. */
export function languageOfText(text: string): string | null {
  const sample = text
    .replace(/```[\s\S]*?```|`[^`]*`|https?:\/\/\S+|[#*_|>\][()]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 5_000)
  if (sample.trim().length < shortest) return null
  const found = eld.detect(sample)
  return found.language !== '' && found.isReliable() ? found.language : null
}
