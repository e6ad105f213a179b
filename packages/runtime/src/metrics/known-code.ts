import { errorTable } from '@async-events/core'

/** A code as a label: of the table of errors, else `other`, so that no text from outside makes a series. */
export const knownCode = (code: string): string => (Object.hasOwn(errorTable, code) ? code : 'other')
