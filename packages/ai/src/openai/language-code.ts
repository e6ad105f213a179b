import { primarySubtag } from '@async-events/core'

/** Language names that engines use and `Intl` does not (whisper/tokenizer.py, `TO_LANGUAGE_CODE`). */
const otherNames: readonly (readonly [name: string, code: string])[] = [
  ['burmese', 'my'],
  ['myanmar', 'my'],
  ['valencian', 'ca'],
  ['flemish', 'nl'],
  ['haitian', 'ht'],
  ['letzeburgesch', 'lb'],
  ['pushto', 'ps'],
  ['panjabi', 'pa'],
  ['moldavian', 'ro'],
  ['moldovan', 'ro'],
  ['sinhalese', 'si'],
  ['castilian', 'es'],
  ['mandarin', 'zh'],
  ['tagalog', 'tl'],
  ['maori', 'mi'],
  ['nynorsk', 'nn'],
  ['cantonese', 'yue'],
]

let codes: ReadonlyMap<string, string> | null = null

/**
 * The primary subtag for an engine's language name: `english`, `English`, `en`, `en-US`. Null for an unknown language.
 */
export function languageCode(name: string | null | undefined): string | null {
  const code = primarySubtag(name)
  if (code !== null) return isLanguage(code) ? code : null
  codes ??= codesByName()
  return codes.get(name?.trim().toLowerCase() ?? '') ?? null
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const isLanguage = (code: string): boolean => names.of(code) !== undefined

function codesByName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second
      const name = names.of(code)?.toLowerCase()
      // Old codes have the same name as the new ones.
      if (name !== undefined && primarySubtag(code) === code) found.set(name, code)
    }
  }
  for (const [name, code] of otherNames) found.set(name, code)
  return found
}
