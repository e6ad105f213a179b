import type { Statement } from '@async-events/core'

/**
 * Markdown of a field with what each sentence rests on behind it. Sentences that follow each other, in the text and in
 * what they rest on, share a citation, which stands behind the last of them.
 */
export function showEvidence(
  markdown: string,
  statements: readonly Statement[],
  cite: (passages: readonly number[]) => string,
): string {
  let from = 0
  const placed = statements.flatMap(({ text, passages }) => {
    const at = text === '' ? -1 : markdown.indexOf(text, from)
    if (at === -1) return []
    from = at + text.length
    return [{ at, end: from, passages }]
  })
  let out = ''
  let done = 0
  let shared: number[] = []
  for (const [index, { end, passages }] of placed.entries()) {
    const next = placed[index + 1]
    shared = [...shared, ...passages]
    const joins =
      next !== undefined &&
      /^[ \t]*\n?[ \t]*$/.test(markdown.slice(end, next.at)) &&
      follows(passages, next.passages)
    if (joins) continue
    const cited = cite(shared)
    out += markdown.slice(done, end) + (cited === '' ? '' : ` ${cited}`)
    done = end
    shared = []
  }
  return out + markdown.slice(done)
}

/** Whether what a sentence rests on is the next of the passages. */
function follows(passages: readonly number[], next: readonly number[]): boolean {
  const last = passages.at(-1)
  const [first] = next
  return (
    passages.length > 0 && last !== undefined && first !== undefined && first - last >= 0 && first - last <= 1
  )
}
