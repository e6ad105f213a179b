/** `languageOfText`, loaded when first needed: its table of n-grams costs memory that most processes never use. */
export async function detectLanguage(text: string): Promise<string | null> {
  const { languageOfText } = await import('./language-of-text.ts')
  return languageOfText(text)
}
