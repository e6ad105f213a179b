import type { TalkPart } from '@async-events/core'

/**
 * Parts without a name belong to the one before them, as far as that gets no longer than `longest` seconds, and those before the first
 * name to the part with it.
 */
export function joinNameless(
  parts: readonly TalkPart[],
  longest: number = Number.POSITIVE_INFINITY,
): TalkPart[] {
  const joined: TalkPart[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const fits = before !== undefined && (part.end ?? part.start) - before.start <= longest
    if (fits && part.title === '') joined[joined.length - 1] = { ...before, end: part.end }
    else if (fits && before.title === '') joined[joined.length - 1] = { ...part, start: before.start }
    else joined.push(part)
  }
  return joined
}
