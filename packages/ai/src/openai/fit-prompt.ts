/** Whisper reads at most so many tokens of a prompt (whisper/decoding.py: half of its text context). */
const mostTokens = 224

/** A token is about four ASCII characters; of other scripts it may be one. */
const tokensOf = (character: string): number => (character <= '\u007f' ? 0.28 : 1)

/** The beginning of a prompt that a Whisper model reads whole, cut between words; null for a blank one. */
export function fitPrompt(prompt: string): string | null {
  const text = prompt.trim()
  let tokens = 0
  let length = 0
  for (const character of text) {
    tokens += tokensOf(character)
    if (tokens > mostTokens) break
    length += character.length
  }
  if (length === text.length) return text || null
  const fitting = text.slice(0, length)
  const blank = /\s/.test(text.charAt(length))
    ? length
    : Math.max(...[' ', '\n'].map((one) => fitting.lastIndexOf(one)))
  return fitting.slice(0, blank > 0 ? blank : length).replace(/[\s,;]+$/, '')
}
