/** After these a full stop ends no sentence. */
const abbreviation =
  /(?:^|[\s(])(?:e\.g|i\.e|etc|vs|cf|approx|Mr|Mrs|Ms|Dr|Prof|St|No|Fig|Inc|Ltd|z\.\s?B|d\.\s?h|u\.\s?a|bzw|ca|usw|evtl|ggf|Nr|S|vgl|p\.\s?ex|M|Mme|Sr|Sra|Sig|[A-Z])\.$/

/** The sentences of running text, without blanks at their ends; full stops of abbreviations end none. */
export function splitSentences(text: string, language: string): string[] {
  const sentences: string[] = []
  for (const { segment } of segmenterOf(language).segment(text)) {
    const last = sentences.at(-1)
    const goesOn =
      last !== undefined && (abbreviation.test(last.slice(-20).trimEnd()) || /^\p{Ll}/u.test(segment))
    if (goesOn) sentences[sentences.length - 1] = last + segment
    else sentences.push(segment)
  }
  return sentences.map((sentence) => sentence.trim())
}

function segmenterOf(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'sentence' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'sentence' })
  }
}
