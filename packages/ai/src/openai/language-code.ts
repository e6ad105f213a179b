/** Names that engines use and `Intl` does not, or uses otherwise (whisper/tokenizer.py, `TO_LANGUAGE_CODE`). */
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

/** Codes that are not those of ISO 639 any more. */
const oldCodes: Readonly<Record<string, string>> = { iw: 'he', in: 'id', ji: 'yi', jw: 'jv' }

let codes: ReadonlyMap<string, string> | null = null

/**
 * The primary subtag for what an engine calls a language: `english`, `English`, `en`, `en-US`. Null for what is no
 * language that we know.
 */
export function languageCode(name: string | null | undefined): string | null {
  const lower = name?.trim().toLowerCase() ?? ''
  const tag = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/.exec(lower)?.[1]
  if (tag !== undefined) return oldCodes[tag] ?? (isLanguage(tag) ? tag : null)
  codes ??= codesByName()
  return codes.get(lower) ?? null
}

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const isLanguage = (code: string): boolean => names.of(code) !== undefined

function codesByName(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  for (const first of letters) {
    for (const second of letters) {
      const name = names.of(first + second)?.toLowerCase()
      // Old codes have the same name as the new ones.
      if (name !== undefined && !(first + second in oldCodes))
        found.set(name, found.get(name) ?? first + second)
    }
  }
  for (const [name, code] of otherNames) found.set(name, code)
  return found
}
