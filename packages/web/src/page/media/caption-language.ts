import { languageTag } from '@async-events/core/language-tag'

/** In which files' names and texts are searched for; rarer ones are easily taken for something else. */
const tags = 'en de fr es it nl pt ja zh ru pl cs sk sv da fi no uk tr ko ar el hu ro ca'.split(' ')
const shown = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']

/** Names in the languages of conference pages, and in their own. */
function namesOfLanguages(): Map<string, string> {
  const names = new Map<string, string>()
  for (const language of new Set([...shown, ...tags])) {
    const known = new Intl.DisplayNames([language], { type: 'language' })
    for (const tag of shown.includes(language) ? tags : [language])
      names.set(known.of(tag)?.toLowerCase() ?? tag, tag)
  }
  return names
}
let byName: Map<string, string> | null = null

const codes = new Set([
  ...tags,
  ...'eng deu ger fra fre spa ita nld dut por jpn zho chi rus pol ces cze swe dan fin ukr tur kor'.split(' '),
])

/** `Deutsche Untertitel`, `Subtitles (English)`. */
export function languageInText(text: string): string | null {
  byName ??= namesOfLanguages()
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []) {
    const tag = byName.get(word) ?? byName.get(word.replace(/e[nrsm]?$/, ''))
    if (tag !== undefined) return tag
  }
  const code = /[([]\s*([a-z]{2,3}(?:-[A-Za-z]{2})?)\s*[)\]]/.exec(text)?.[1]
  return code !== undefined && codes.has(code.split('-')[0] ?? '') ? languageTag(code) : null
}

/** `talk.de.vtt`, `talk-eng.srt`, `talk_pt-BR.vtt`. */
export function languageInName(url: string): string | null {
  const code = /[._-]([a-z]{2,3}(?:[-_][A-Z]{2})?)\.[a-z]{3}$/.exec(new URL(url).pathname)?.[1]
  return code !== undefined && codes.has(code.slice(0, code.search(/[-_]|$/))) ? languageTag(code) : null
}
