import { AppError } from '@async-events/core'

/**
 * A text that a query compares with, and nothing else: the second wall behind the schemas of the API. The driver makes
 * `undefined` into null, which matches whatever lacks the field, and an object into operators; both are refused.
 * `never` fits the driver's types, which know ids as ObjectId only.
 */
export function exact(value: string): never {
  if (typeof value === 'string') return value as never
  throw refused()
}

/** The same for each of a list. */
export function exactAll(values: readonly string[]): never[] {
  if (Array.isArray(values)) return values.map(exact)
  throw refused()
}

/** A name that is part of the path of a field: a dot or "$" in it would be another path. */
export function fieldName(name: string): string {
  if (typeof name === 'string' && /^[A-Za-z0-9_-]+$/.test(name)) return name
  throw refused()
}

/** A number, truth value, date or null that a query compares with. */
export function plain<T extends number | boolean | Date | string | null>(value: T): T {
  if (value === null || value instanceof Date || ['number', 'boolean', 'string'].includes(typeof value))
    return value
  throw refused()
}

const refused = (): AppError =>
  new AppError('validation_error', 'A value is not of the kind that is searched by.')
