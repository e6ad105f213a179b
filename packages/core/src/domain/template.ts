import { nameKey } from './name-key.ts'

/** A template that somebody uploaded, for the jobs of its owner alone. */
export interface StoredTemplate {
  /** See `templateId`: names that differ in case only are one. */
  id: string
  /** Of its owner: `u:<user>` or `public`. */
  scope: string
  /** Such as `Session_de`. */
  name: string
  source: string
  created_at: Date
  updated_at: Date
}

/** Name of an uploaded template; `_<language>` at its end is the language of its headings. */
export const templateNamePattern = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/

export const storedTemplateLimits = {
  /** Bytes of one. */
  bytes: 256 * 1024,
  /** Templates of one owner. */
  perOwner: 200,
} as const

export const templateId = (scope: string, name: string): string => `${scope}/${nameKey(name)}`
