/** A link to a note by its path, which reads as `label`. Signs that would end it are left out. */
export function wikilink(path: string, label: string): string {
  const shown = label
    .replace(/[[\]|\p{Cc}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const name = path.slice(path.lastIndexOf('/') + 1)
  return shown === '' || shown === name ? `[[${path}|${name}]]` : `[[${path}|${shown}]]`
}
