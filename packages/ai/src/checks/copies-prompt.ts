import { wordsOf } from '../extractive/words-of.ts'
import { type SourceWords, sequenceOf } from './source-words.ts'

/** So many words in a row are no coincidence. */
const run = 8

/** Whether a text repeats the instructions that it should follow, in words that the sources do not hold. */
export function copiesPrompt(text: string, prompts: readonly string[], sources: SourceWords): boolean {
  const words = wordsOf(text.toLowerCase())
  const prompt = prompts.map(sequenceOf).join('\n')
  for (let at = 0; at + run <= words.length; at++) {
    const piece = ` ${words.slice(at, at + run).join(' ')} `
    if (prompt.includes(piece) && !sources.sequence.includes(piece)) return true
  }
  return false
}
