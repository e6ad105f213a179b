import { AppError, collectBytes } from '@async-events/core'
import { type Line, readSegments } from './facts/read-segments.ts'
import type { TalkContent } from './site-talk.ts'

/** Of a recording of many days; what is longer has no transcript on its page. Bytes. */
const maxSegments = 32 * 1024 * 1024

/** The lines of the transcript of a talk, in order of time. */
export async function linesOf({
  transcript,
  files,
}: Pick<TalkContent, 'transcript' | 'files'>): Promise<Line[]> {
  const stored = files.find(({ path }) => path === transcript?.segments)
  if (stored === undefined || stored.bytes > maxSegments) return []
  const bytes = await collectBytes(await stored.open(), {
    maxBytes: maxSegments,
    tooLarge: () => new AppError('result_too_large', 'A transcript is larger than its reference says.'),
  })
  return readSegments(bytes.toString())
}
