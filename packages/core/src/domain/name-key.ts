/**
 * The same for names that some file system takes for one: without regard to case and to how accents are composed.
 * Upper case first: it is the same for letters that have two lower ones (`ς` and `σ`), and for `ß` and `ss`.
 */
export const nameKey = (name: string): string =>
  name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
