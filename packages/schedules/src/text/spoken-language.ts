import { languageTag } from '@async-events/core/language-tag'
import { languageTag as languageNamed } from '@async-events/web/language-name'

/** The first language of `en`, `de-DE`, `English`, `en, de`, `Deutsch (German)`; undefined for a text that names none. */
export function spokenLanguage(text: string): string | undefined {
  if (known.has(text)) return known.get(text)
  const found = languageIn(text)
  // A programme has a handful of spellings.
  if (known.size < 1_000) known.set(text, found)
  return found
}

const known = new Map<string, string | undefined>()

function languageIn(text: string): string | undefined {
  const whole = languageNamed(text)
  if (whole !== null) return whole
  for (const part of text.split(/[\s,;/|+&()]+/)) {
    const tag = languageNamed(part) ?? (part.length <= 11 ? languageTag(part) : null)
    // Two or three letters are no language by that alone.
    if (tag !== null && isKnown(tag)) return tag
  }
  return undefined
}

let names: Intl.DisplayNames | undefined
function isKnown(tag: string): boolean {
  names ??= new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
  return names.of(tag.split('-', 1)[0] ?? tag) !== undefined
}
