import { breakNearMiddle } from '../break-near-middle.ts'

/** Longest line of a caption: characters. */
const longest = 42

/** Breaks the text of a caption into one line, or two of similar length. */
export function cueLines(text: string): string[] {
  const at = text.length > longest ? breakNearMiddle(text) : null
  return at === null ? [text] : [text.slice(0, at).trimEnd(), text.slice(at)]
}
