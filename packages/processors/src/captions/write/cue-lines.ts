import { breakNearMiddle } from '../break-near-middle.ts'

/** Longest line of a caption: characters. */
const longest = 42

/** The text of a caption in one line, or in two of about the same length. */
export function cueLines(text: string): string[] {
  const at = text.length > longest ? breakNearMiddle(text) : null
  return at === null ? [text] : [text.slice(0, at).trimEnd(), text.slice(at)]
}
