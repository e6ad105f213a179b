/** What clients attach to jobs and batches for themselves: nothing here reads it. */
export type Metadata = Record<string, string>

export const metadataLimits = { keys: 16, keyLength: 40, valueLength: 500 } as const

/**
 * A key is a plain name everywhere: no full stop or "$", which are paths and operators in MongoDB's queries, and a letter
 * or digit first, so that `__proto__` is none.
 */
export const metadataKey = /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/

/** What JSON, MongoDB and the databases of receivers all hold: no broken character, no NUL. */
export const isMetadataValue = (value: string): boolean => value.isWellFormed() && !value.includes('\0')
