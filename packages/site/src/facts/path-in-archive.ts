/**
 * The path in the archive that a relative link of a document leads to, by the rules of URLs: `../../assets/a%20b.png` of
 * `2026/track/talk.md` is `assets/a b.png`. Null for an address, an anchor, and what leads out of the archive.
 */
export function pathInArchive(document: string, link: string): string | null {
  if (link === '' || /^(?:[a-z][a-z0-9+.-]*:|[/#?])/i.test(link)) return null
  // As deep as it may be: a link that goes further up ends there, and not in the archive.
  const base = `file:///archive/${document.split('/').map(encodeURIComponent).join('/')}`
  const path = URL.parse(link, base)?.pathname ?? ''
  if (!path.startsWith('/archive/')) return null
  try {
    return decodeURIComponent(path.slice('/archive/'.length))
  } catch {
    return null
  }
}
