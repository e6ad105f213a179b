/** A sentence of a document with what it rests on, as the data of the document has it. */
export interface EvidencedSentence {
  text: string
  times: { start: number; end: number | null }[]
  slides: number[]
  from: string[]
}

/** What of the data of a document says what its sentences rest on. */
export interface EvidenceOf {
  fields?: Record<string, string>
  evidence?: Record<string, EvidencedSentence[]>
  parts?: { title: string; start: number; gist: EvidencedSentence | null }[]
}

/** Fields whose sentences all rest on something. */
const covered = ['lead', 'summary', 'key_points'] as const
/** Times are those of words, segments those of lines. Seconds. */
const slack = 1

/**
 * Sentences of a document that rest on nothing, and those that were not said when they are said to have been. What was said is
 * compared by its letters: quoting and capitals aside it has to be the same.
 */
export function evidenceProblems(
  data: EvidenceOf | null,
  segments: readonly { start: number; end: number; text: string }[],
): string[] {
  const { fields = {}, evidence = {}, parts = [] } = data ?? {}
  const bare = covered.flatMap((name) => {
    const left = (evidence[name] ?? []).reduce((text, one) => text.replace(one.text, ''), fields[name] ?? '')
    return letters(left) === '' ? [] : [`of ${name} nothing says what this rests on: ${left.trim()}`]
  })
  const sentences = [...Object.values(evidence).flat(), ...parts.flatMap(({ gist }) => gist ?? [])]
  const wrong = sentences.flatMap(({ text, times, from }) => {
    if (from.length === 0) return [`nothing supports: ${text}`]
    if (!from.includes('speech') || segments.length === 0) return []
    const spoken = segments.filter((segment) =>
      times.some(({ start, end }) => segment.end >= start - slack && segment.start <= (end ?? start) + slack),
    )
    const said = letters(spoken.map((segment) => segment.text).join(' '))
    return said.includes(letters(text)) ? [] : [`not said at ${times[0]?.start ?? 'any time'}: ${text}`]
  })
  return [...bare, ...wrong]
}

const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
