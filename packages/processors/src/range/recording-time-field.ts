import { z } from 'zod'
import { readTime } from './read-time.ts'

/** More than any text of `timeText`, and longer than any recording that is read. Seconds. */
const longest = 1_000_000
/** What `readTime` knows, with so many digits. */
const timeText =
  /^(?:(?:\d{1,2}:[0-5]\d|\d{1,3}):[0-5]\d(?:\.\d{1,9})?|\d{1,2}h(?:\d{1,3}m)?(?:\d{1,5}(?:\.\d{1,9})?s?)?|\d{1,3}m(?:\d{1,5}(?:\.\d{1,9})?s?)?|\d{1,6}(?:\.\d{1,9})?s?)$/
const message = 'must be seconds, or a time such as "1:02:03"'

/** A time of a recording: seconds, or text that `readTime` knows. Seconds as it is stored, so that it can be sent again. */
export const recordingTimeField = z.union(
  [
    z.number().min(0).max(longest),
    z
      .string()
      .regex(timeText)
      .transform((text) => readTime(text) ?? 0),
  ],
  { error: message },
)
