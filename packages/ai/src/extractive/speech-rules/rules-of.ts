import { primarySubtag } from '@async-events/core'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { SpeechRules } from './speech-rules.ts'

const all: ReadonlyMap<string, SpeechRules> = new Map([
  ['en', en],
  ['de', de],
  ['fr', fr],
  ['es', es],
  ['it', it],
])

/** The rules of a language; null for those without. */
export const rulesOf = (language: string): SpeechRules | null =>
  all.get(primarySubtag(language) ?? '') ?? null
