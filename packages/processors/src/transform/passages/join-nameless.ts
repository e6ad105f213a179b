import type { TalkPart } from '@async-events/core'

/** Seconds of a part with those that are joined to it. */
const longestJoined = 360

/** Parts without a name belong to the one before them, as far as that gets no longer than a reader finds his way in. */
export function joinNameless(parts: readonly TalkPart[]): TalkPart[] {
  const joined: TalkPart[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    const end = part.end ?? part.start
    if (part.title === '' && before !== undefined && end - before.start <= longestJoined)
      joined[joined.length - 1] = { ...before, end: part.end }
    else joined.push(part)
  }
  return joined
}
