/** Whisper reads at most so many tokens of a prompt (whisper/decoding.py: half of its text context), the last ones. */
const mostTokens = 224

/** Tokens in hundredths: one is about four ASCII characters; a character of another script may be one. */
const costOf = (character: string): number => (character <= '\u007f' ? 28 : 100)

/** The end of a prompt that a Whisper model reads whole, cut between words; null for a blank one. */
export function fitPrompt(prompt: string): string | null {
  const text = prompt.trim()
  const characters = [...text]
  let cost = 0
  let first = characters.length
  while (first > 0) {
    cost += costOf(characters[first - 1] ?? '')
    if (cost > mostTokens * 100) break
    first -= 1
  }
  if (first === 0) return text || null
  const fitting = characters.slice(first).join('')
  const isWhole = /\s/.test(characters[first - 1] ?? '')
  const blank = isWhole ? 0 : fitting.search(/\s/)
  return fitting.slice(Math.max(0, blank)).trim()
}
