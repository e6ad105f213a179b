/** Names of languages, in themselves and in the languages of the labels. */
const names: Record<string, string> = {
  en: 'english englisch anglais inglés ingles inglese engels inglês',
  de: 'deutsch german allemand alemán aleman tedesco duits alemão',
  fr: 'français francais french französisch francés francese frans francês',
  es: 'español espanol spanish spanisch espagnol spagnolo spaans espanhol castellano',
  it: 'italiano italian italienisch italien italiaans',
  nl: 'nederlands dutch niederländisch néerlandais neerlandés olandese holandês holandés',
  pt: 'português portugues portuguese portugiesisch portugais portugués portoghese portugees',
  ja: '日本語 japanese japanisch japonais japonés giapponese',
  zh: '中文 chinese chinesisch chinois',
  ru: 'русский russian russisch russe',
  pl: 'polski polish polnisch',
  cs: 'čeština czech tschechisch',
  ca: 'català catalan katalanisch',
}

const byName = new Map(
  Object.entries(names).flatMap(([tag, list]) =>
    list.split(' ').map((name): [string, string] => [name, tag]),
  ),
)

/** Language of `English`, `Deutsch (German)` or `Talk in English`; null when the text names none or several. */
export function languageTag(text: string): string | null {
  const words = text.toLowerCase().split(/[^\p{L}]+/u)
  const found = new Set(words.flatMap((word) => byName.get(word) ?? []))
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}
