/** Shorter texts are guessed too often. */
const enough = 40

/** ISO 639-1 code of a text's language, or null when it is too short or unclear to tell. */
export async function detectLanguage(text: string): Promise<string | null> {
  if (text.length < enough) return null
  // Loaded when first needed: its table of n-grams costs memory that most workers never use
  const { eld } = await import('eld')
  if ('load' in eld) await eld.load('small')
  const result = eld.detect(text.slice(0, 5_000))
  return result.isReliable() && result.language !== '' ? result.language : null
}
