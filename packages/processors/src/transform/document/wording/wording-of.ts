import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { Wording } from './wording.ts'

/** Wordings by ISO 639-1 code. */
export const wordings: ReadonlyMap<string, Wording> = new Map([
  ['en', en],
  ['de', de],
  ['fr', fr],
  ['es', es],
  ['it', it],
])

/** The wording of a language, else English. */
export const wordingOf = (language: string): Wording => wordings.get(language) ?? en

/** Fills the `{name}` of a wording. */
export const say = (wording: string, values: Readonly<Record<string, string>>): string =>
  wording.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
