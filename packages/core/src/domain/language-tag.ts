/** Codes for no language, several, or one that is not known (ISO 639-2). */
const unknown = /^(?:und|mul|zxx|mis)(?:-|$)/

/**
 * A stated language as BCP 47 (RFC 5646) in its canonical form: `de-AT` for `DE_at`, `de` for `deu` and `ger`. Null for
 * what is no tag, and for one that says that no language is known.
 */
export function languageTag(stated: string | null | undefined): string | null {
  const text = (stated ?? '').trim().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text)) return null
  try {
    const tag = Intl.getCanonicalLocales(text)[0] ?? ''
    if (tag === '' || unknown.test(tag)) return null
    // CLDR counts Tagalog as Filipino; ISO 639 and speech engines have a code for it.
    return /^(?:tl|tgl)(?:-|$)/i.test(text) ? tag.replace(/^fil/, 'tl') : tag
  } catch {
    return null
  }
}

/** The primary language: `de` for `de-AT`, `deu` and `de_DE.UTF-8`. Null as for `languageTag`. */
export function primarySubtag(stated: string | null | undefined): string | null {
  const code = /^\s*([a-z]{2,3})(?:[-_].*)?\s*$/i.exec(stated ?? '')?.[1]
  if (code === undefined) return null
  const known = primaries.get(code)
  if (known !== undefined) return known
  const primary = languageTag(code)?.split('-', 1)[0] ?? null
  primaries.set(code, primary)
  return primary
}

/** By code: rules of language ask for each sentence, and canonical forms are slow. There are no more codes of three letters than fit. */
const primaries = new Map<string, string | null>()

/** Whether two tags name the same language, in any region; false where one of them names none. */
export function sameLanguage(one: string | null | undefined, other: string | null | undefined): boolean {
  const [a, b] = [one, other].map((stated) => primarySubtag(languageTag(stated)))
  return a !== null && a === b
}
