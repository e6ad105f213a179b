/**
 * The path in the archive that a relative link of a document leads to: `../../assets/a%20b.png` of `2026/track/talk.md` is
 * `assets/a b.png`. Null for an address, an anchor, and what leads out of the archive.
 */
export function pathInArchive(document: string, link: string): string | null {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/|#)/i.test(link)) return null
  const parts = document.split('/').slice(0, -1)
  for (const part of (link.split(/[?#]/)[0] ?? '').split('/')) {
    if (part === '..' && parts.length === 0) return null
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(decoded(part))
  }
  return parts.join('/')
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
