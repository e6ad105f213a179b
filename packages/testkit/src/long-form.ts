/**
 * Whether tests are run in their long form, `npm run test:long`, which tries every case of a kind and takes half an hour.
 * Otherwise a kind whose cases take seconds each is tried by some that are chosen beforehand.
 */
export const isLongForm = process.env.LONG_FORM !== undefined

/** All cases in the long form, else those that stand for them. */
export const casesOf = <T>(all: readonly T[], short: readonly T[]): readonly T[] => (isLongForm ? all : short)
