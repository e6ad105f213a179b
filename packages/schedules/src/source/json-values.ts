/** JSON whose shape nobody promised. */
export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const objectsIn = (value: unknown): JsonObject[] =>
  Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : []

/** Languages of a text that has several: the first of these that it has, else any. */
const preferred = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt']

/**
 * A text, a number as text, one of several languages (`{ "en": …, "de": … }`), or the name of an object. Null for everything
 * else, and for nothing.
 */
export function textIn(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() === '' ? null : value
  if (typeof value === 'number') return String(value)
  if (!isObject(value)) return null
  for (const key of ['name', 'title', 'public_name', 'full_name', 'fullName', 'display_name', '@value']) {
    const inner = value[key]
    if (typeof inner === 'string' && inner.trim() !== '') return inner
    if (isObject(inner)) return textIn(inner)
  }
  for (const key of [
    ...preferred,
    ...Object.keys(value).filter((one) => /^[a-z]{2}(?:[-_]\w+)?$/i.test(one)),
  ]) {
    const inner = value[key]
    if (typeof inner === 'string' && inner.trim() !== '') return inner
  }
  return null
}

/** The first of these keys that has a text. */
export function firstText(object: JsonObject, ...keys: string[]): string | null {
  for (const key of keys) {
    const text = textIn(object[key])
    if (text !== null) return text
  }
  return null
}

export const isTrue = (value: unknown): boolean =>
  value === true || value === 1 || (typeof value === 'string' && /^(?:true|yes|1|ja)$/i.test(value.trim()))
