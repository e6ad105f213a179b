/** Words of class names and ids: `siteHeader-nav_2` is site, header, nav. */
export const wordsOfNames = (names: string): string[] =>
  names
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .match(/[a-z]{2,20}/g) ?? []

export const wordsOfText = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+|©/gu) ?? []
