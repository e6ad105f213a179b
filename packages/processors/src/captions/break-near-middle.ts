/** Text whose words are longer on average is divided within words, too: characters. */
const longestWord = 42

/** The best place to break a text: between words, preferably at the end of a sentence or clause near the middle. */
export function breakNearMiddle(text: string): number | null {
  const middle = text.length / 2
  const cost = (at: number): number => {
    const before = text.slice(Math.max(0, at - markLength), at).trimEnd()
    const bonus = /[.!?…。！？]["'”’»)\]]*$/.test(before) ? 0.5 : /[,;:–—、，]$/.test(before) ? 0.25 : 0
    return Math.abs(at - middle) - bonus * middle
  }
  let best: { at: number; cost: number } | null = null
  for (const at of breaksNear(text, Math.floor(middle))) {
    const costs = cost(at)
    if (best === null || costs < best.cost) best = { at, cost: costs }
  }
  return best?.at ?? null
}

/** The mark at the end of a sentence, with the quotation marks and spaces behind it: characters. */
const markLength = 16
/** Long text is searched this far from its middle only: a cue may be a megabyte. */
const lookLength = 2_000

function breaksNear(text: string, middle: number): number[] {
  const from = Math.max(0, middle - lookLength)
  const near = breaksIn(text.slice(from, middle + lookLength)).map((at) => from + at)
  return near.length > 0 ? near : breaksIn(text)
}

function breaksIn(text: string): number[] {
  const spaces = [...text.matchAll(/ (?=\S)/g)].map(({ index }) => index + 1)
  if (spaces.length > 0 && text.length / (spaces.length + 1) <= longestWord) return spaces
  // Languages without spaces, and addresses: no mark begins a line.
  return [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)]
    .filter(({ index, isWordLike }) => index > 0 && isWordLike)
    .map(({ index }) => index)
}
