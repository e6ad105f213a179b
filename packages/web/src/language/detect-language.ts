/** Loads `languageOfText` on first use: its n-gram table costs memory that most processes never need. */
export async function detectLanguage(text: string): Promise<string | null> {
  const { languageOfText } = await import('./language-of-text.ts')
  return languageOfText(text)
}
