/** A recognised word; times are seconds from the start of its utterance. */
export interface HeardWord {
  start: number
  end: number
  text: string
}

/** Frames a second, the model's `-frate`. */
const frameRate = 100
/** Silence, noise, start and end of an utterance. */
const filler = /^(<.*>|\[.*\]|\+\+.*\+\+)$/

/**
 * Parses a line of `pocketsphinx_batch -hypseg` (write_hypseg in its batch.c):
 * `name S scale T total A acoustic L language [first-frame acoustic language word]… end-frame`.
 * Alternative pronunciations have a number, as in `and(2)`. Null for other lines.
 */
export function readHypseg(line: string): { name: string; words: HeardWord[] } | null {
  const [name, ...parts] = line.trim().split(/\s+/)
  if (name === undefined || parts[0] !== 'S' || parts.length < 8 || (parts.length - 8) % 4 > 1) return null
  const words: HeardWord[] = []
  for (let at = 8; at + 4 < parts.length; at += 4) {
    const [first, next] = [Number(parts[at]), Number(parts[at + 4])]
    const text = (parts[at + 3] ?? '').replace(/\(\d+\)$/, '')
    if (!Number.isInteger(first) || !Number.isInteger(next)) return null
    if (text === '' || filler.test(text)) continue
    words.push({ start: first / frameRate, end: Math.max(first + 1, next) / frameRate, text })
  }
  return { name, words }
}
