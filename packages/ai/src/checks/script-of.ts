/** Letters of the scripts that languages are written in, by ISO 15924 code. */
const letters: Readonly<Record<string, RegExp>> = {
  Latn: /\p{Script=Latin}/gu,
  Cyrl: /\p{Script=Cyrillic}/gu,
  Grek: /\p{Script=Greek}/gu,
  Arab: /\p{Script=Arabic}/gu,
  Hebr: /\p{Script=Hebrew}/gu,
  Deva: /\p{Script=Devanagari}/gu,
  Thai: /\p{Script=Thai}/gu,
  Kore: /\p{Script=Hangul}|\p{Script=Han}/gu,
  Jpan: /\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/gu,
  Hans: /\p{Script=Han}/gu,
  Hant: /\p{Script=Han}/gu,
}

/** ISO 15924 code of the script that a language is usually written in; null for an unknown one. */
export function scriptOf(language: string): string | null {
  try {
    return new Intl.Locale(language).maximize().script ?? null
  } catch {
    return null
  }
}

/** Share of a text's letters, 0 to 1, that its language is written in; 1 where that is unknown. */
export function shareOfScript(text: string, language: string): number {
  const own = letters[scriptOf(language) ?? '']
  const all = text.match(/\p{L}/gu)?.length ?? 0
  return own === undefined || all === 0 ? 1 : (text.match(own)?.length ?? 0) / all
}

/** Whether words of a language stand apart. */
export const writesBlanks = (language: string): boolean =>
  !['Jpan', 'Hans', 'Hant', 'Thai', 'Laoo', 'Khmr', 'Mymr'].includes(scriptOf(language) ?? '')
