import { AppError } from '@async-events/core'

/**
 * A string for a query, and nothing else: a second check behind the schemas of the API. The driver turns `undefined` into
 * null, which matches documents without the field, and an object into operators; both are refused.
 */
export function exact<T extends string>(value: T): T {
  if (typeof value === 'string') return value
  throw refused()
}

/** The same for each of a list. */
export function exactAll<T extends string>(values: readonly T[]): T[] {
  if (Array.isArray(values)) return values.map((value) => exact(value))
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

/** A time to compare with: a number would be compared as one. */
export function moment(value: Date): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value
  throw refused()
}

const refused = (): AppError => new AppError('validation_error', 'A query value has the wrong type.')
