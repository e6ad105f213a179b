import type { Cue } from '../cue.ts'
import { beginsUnspaced } from '../join-speech.ts'

/**
 * Recognisers make one line of silence and music, again and again; they rarely say it less often than so. People say a
 * word five times, and a sentence twice.
 */
const leastTimes = (words: number): number => (words === 1 ? 6 : words === 2 ? 5 : words < 6 ? 4 : 3)
/** Longest line that is looked for, in words. */
const longestLine = 40

/** A word with the marks at it; in languages without blanks each sign. */
interface Token {
  cue: number
  /** Within the text of its cue. */
  start: number
  end: number
  /** The same for the same word of the same speaker. */
  id: number
  isLast: boolean
}

/** Speech in which what is repeated without end, within a cue or over many, is said once. */
export function dropRepeats(cues: readonly Cue[]): Cue[] {
  const tokens = tokensOf(cues)
  const dropped = new Map<number, Token[]>()
  for (const { from, to } of loopsIn(tokens))
    for (const token of tokens.slice(from, to)) {
      const list = dropped.get(token.cue)
      if (list === undefined) dropped.set(token.cue, [token])
      else list.push(token)
    }
  if (dropped.size === 0) return [...cues]
  return cues.flatMap((cue, at) => {
    const gone = dropped.get(at)
    return gone === undefined ? [cue] : withoutTokens(cue, gone)
  })
}

function tokensOf(cues: readonly Cue[]): Token[] {
  const ids = new Map<string, number>()
  return cues.flatMap(({ text, speaker }, cue) => {
    const found = [...text.matchAll(/\S+/g)].flatMap(({ 0: word, index }) => partsOf(word, index))
    return found.map(({ start, end }, at) => {
      const word = text.slice(start, end)
      const key = `${speaker}\n${word.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') || word}`
      const id = ids.get(key) ?? ids.size
      ids.set(key, id)
      return { cue, start, end, id, isLast: at === found.length - 1 }
    })
  })
}

function partsOf(word: string, index: number): { start: number; end: number }[] {
  const whole = [{ start: index, end: index + word.length }]
  if (word.length < 2 || !beginsUnspaced(word)) return whole
  return [...word.matchAll(/\P{M}\p{M}*|\p{M}+/gu)].map(({ 0: sign, index: at }) => ({
    start: index + at,
    end: index + at + sign.length,
  }))
}

interface Loop {
  /** The first token that is said again. */
  from: number
  to: number
}

/** Loops of any length, shortest first; none lies within another. */
function loopsIn(tokens: readonly Token[]): Loop[] {
  const loops: Loop[] = []
  for (let at = 0; at < tokens.length; ) {
    const loop = loopAt(tokens, at)
    if (loop === null) at += 1
    else {
      loops.push(loop)
      at = loop.to
    }
  }
  return loops
}

function loopAt(tokens: readonly Token[], at: number): Loop | null {
  for (let length = 1; length <= longestLine; length += 1) {
    const least = leastTimes(length)
    // Most places fail at once; only a loop is followed to its end.
    let end = at + length
    while (end < tokens.length && tokens[end]?.id === tokens[end - length]?.id) end += 1
    const times = Math.floor((end - at) / length)
    if (times < least) continue
    const whole = at + times * length
    // The beginning of another turn counts where the recogniser stopped in it.
    return { from: at + length, to: tokens[end - 1]?.isLast ? end : whole }
  }
  return null
}

function withoutTokens({ words: _, ...cue }: Cue, gone: readonly Token[]): Cue[] {
  const kept: string[] = []
  let from = 0
  for (const { start, end } of gone) {
    kept.push(cue.text.slice(from, start))
    from = end
  }
  kept.push(cue.text.slice(from))
  const text = kept.join('').replace(/\s+/g, ' ').trim()
  return text === '' ? [] : [{ ...cue, text }]
}
