/** A stated language as BCP 47 in its canonical form (`deu` is `de`); null for what is no language tag. */
export function languageTag(stated: string | null | undefined): string | null {
  const text = (stated ?? '').trim().replaceAll('_', '-')
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text)) return null
  try {
    const tag = Intl.getCanonicalLocales(text)[0] ?? null
    return tag === null || /^(?:und|mul|zxx|mis)\b/.test(tag) ? null : tag
  } catch {
    return null
  }
}

/** Whether a stated language is the wanted one, whatever its region. */
export function speaks(stated: string | null | undefined, wanted: string): boolean {
  const tag = languageTag(stated)
  return tag !== null && tag.split('-')[0] === languageTag(wanted)?.split('-')[0]
}
