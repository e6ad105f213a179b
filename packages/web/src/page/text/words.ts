/** Words of class names and ids: `siteHeader-nav_2` is site, header, nav. */
export const wordsOfNames = (names: string): string[] =>
  names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]{2,20}/g) ?? []

export function wordsOfText(text: string): string[] {
  const lower = text.toLowerCase()
  // Most texts need no tables of Unicode.
  return lower.match(/^[\0-\x7f]*$/.test(lower) ? /[a-z0-9]+/g : /[\p{L}\p{N}]+|©/gu) ?? []
}
