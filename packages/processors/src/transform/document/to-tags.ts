/** Longer is no tag. */
const maxChars = 60

/**
 * Keywords as tags that Obsidian takes: letters and digits of any script, `-`, `_` and `/`, no blanks, not digits alone,
 * each once whatever its case (help.obsidian.md, "Tag format"). `Reed beds` becomes `Reed-beds`.
 */
export function toTags(keywords: readonly string[]): string[] {
  const seen = new Set<string>()
  return keywords.flatMap((keyword) => {
    const tag = toTag(keyword)
    const key = tag?.toLowerCase() ?? ''
    if (tag === null || seen.has(key)) return []
    seen.add(key)
    return [tag]
  })
}

function toTag(keyword: string): string | null {
  const tag = keyword
    .normalize('NFC')
    .slice(0, 500)
    // Without their signs the languages C, C# and C++ would be one.
    .replace(/\b([A-Za-z])#/g, '$1-sharp')
    .replace(/\b([A-Za-z])\+\+/g, '$1pp')
    .replace(/(\p{L})['’](s\b)/gu, '$1$2')
    .replace(/[^\p{L}\p{N}\p{M}_/-]+/gu, '-')
    .replace(/-*\/[-/]*/g, '/')
    .replace(/-{2,}/g, '-')
    .replace(/^[-/\p{M}]+|[-/]+$/gu, '')
  if (tag.length > maxChars || !/\p{L}/u.test(tag)) return null
  return tag
}

/** Front matter with the tags in it as `toTags` writes them; other keys are left alone. */
export function withTags(frontMatter: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(frontMatter).flatMap(([key, value]) => {
      if (!/^tags?$/i.test(key) || !isTextList(value)) return [[key, value]]
      const tags = toTags(typeof value === 'string' ? value.split(',') : value)
      return tags.length > 0 ? [[key, tags]] : []
    }),
  )
}

const isTextList = (value: unknown): value is string | string[] =>
  typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
