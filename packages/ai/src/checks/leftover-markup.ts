/** Tokens of conversations: a page that holds them holds them for the model. */
const tokens =
  /<\|[a-z_]{2,30}\|>|<\/?s>|\[\/?INST\]|<<\/?SYS>>|<(?:start|end)_of_turn>|<\/?source-[0-9a-f]{16}/i

/** What belongs to the format of a conversation or an answer, never to a text. */
const marks = [
  /<\/?think(?:ing)?>/i,
  /^\s*#{0,3}\s*(?:system|assistant|user|human)\s*:\s*\S/im,
  /^\s*#{1,3}\s*(?:response|instructions?|input|output)\s*:?\s*$/im,
  /^\s*[{[]\s*"[^"\n]*"\s*:/,
  /"\s*,\s*"[a-z_]+"\s*:\s*"/i,
  /\{\{\s*[\w|.-]+\s*\}\}/,
  /\uFFFD/,
]

/** A mark of a model's own format in its text, such as `<think>`, a role or JSON, that the sources do not hold, or a token of conversations; null for none. */
export function leftoverMarkup(text: string, source: string): string | null {
  const token = tokens.exec(text)?.[0]
  if (token !== undefined) return token
  for (const mark of marks) {
    const found = mark.exec(text)?.[0].trim()
    if (found !== undefined && !source.includes(found)) return found.slice(0, 40)
  }
  return null
}
