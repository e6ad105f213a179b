/**
 * An absolute http(s) or mailto URL that needs no escaping in Markdown, or null. The scheme must be literal: entities
 * and escapes never become `javascript:` this way.
 */
export function safeUrl(url: string): string | null {
  const trimmed = url.trim()
  if (!/^(https?:\/\/|mailto:)/i.test(trimmed) || !URL.canParse(trimmed)) return null
  const { href } = new URL(trimmed)
  return href.replace(/[()<>\\`|[\]\s"']/g, percent).replace(/&(?=#?\w+;)/g, '&amp;')
}

const percent = (character: string): string =>
  `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
