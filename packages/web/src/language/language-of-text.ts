import { eld } from 'eld/small'

/** Minimum characters: detection often fails on shorter texts. */
const shortest = 60
/** Of a text, with its markup; a long one tells no more. */
const mostRead = 20_000

/** ISO 639-1 code of a text's language; null when it is too short or too mixed to detect. */
export function languageOfText(text: string): string | null {
  const sample = text
    .slice(0, mostRead)
    .replace(/```[\s\S]*?```|`[^`]*`|https?:\/\/\S+|[#*_|>\][()]/g, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 5_000)
  if (sample.trim().length < shortest) return null
  const found = eld.detect(sample)
  return found.language !== '' && found.isReliable() ? found.language : null
}
