import { z } from 'zod'

/** Control characters, and characters that change the direction of writing: names that lie about themselves. */
const unprintable = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** Text of one line for people. */
export const line = (maxLength: number) =>
  z
    .string()
    .min(1)
    .max(maxLength)
    .refine((value) => value.isWellFormed() && !unprintable.test(value), {
      message: 'must not hold control characters, direction overrides or broken characters',
    })
    .refine((value) => value.trim().length > 0, { message: 'must not be blank' })
