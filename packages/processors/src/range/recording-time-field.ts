import { z } from 'zod'
import { readTime } from './read-time.ts'

/** Longer than any recording that is read. Seconds. */
const longest = 100 * 3600

const message = 'must be seconds, or a time such as "1:02:03"'

/** A time of a recording: seconds, or text that `readTime` knows. Seconds as it is stored, so that it can be sent again. */
export const recordingTimeField = z.union(
  [
    z.number().min(0).max(longest),
    z
      .string()
      .max(30)
      .transform((text, ctx) => {
        const seconds = readTime(text)
        if (seconds !== null && seconds <= longest) return seconds
        ctx.addIssue({ code: 'custom', message })
        return z.NEVER
      }),
  ],
  { error: message },
)
