import type { CaptionCue } from '../cue.ts'
import type { CaptionLimits } from './caption-format.ts'

/** SubRip writes a comma, and some programs fewer digits after it. */
const stamp = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`
const timing = new RegExp(String.raw`^\s*${stamp}\s+-->\s+${stamp}`)
/** No two parts may match the same text (quadratic time): a cue may be megabytes of spaces. */
const voice = /<v(?:\.[^\s<>]*)?\s([^<>]+)>/
/** A tag may go on in the next line; an angle before a space or a digit begins none that does. */
const tag = /<[^<>\n]*>|<\/?[a-z][^<>]*>/gi
/** Duration of a cue that ends before it begins. */
const secondsOfBrokenCue = 2

/** Splits text at empty lines. */
export const blocksOf = (text: string): string[] => text.split(/\n[ \t]*\n/)

/** The cues in blocks of WebVTT or SubRip, in file order; a block without times or text is skipped. */
export const readCueBlocks = (
  blocks: readonly string[],
  { cues, charsOfCue }: Pick<CaptionLimits, 'cues' | 'charsOfCue'>,
): CaptionCue[] =>
  blocks.flatMap((block) => readCue(block.slice(0, charsOfCue).toWellFormed())).slice(0, cues)

function readCue(block: string): CaptionCue[] {
  const lines = block.split('\n')
  const at = lines.findIndex((line) => timing.test(line))
  const found = at === -1 ? null : timing.exec(lines[at] ?? '')
  if (!found) return []
  const spoken = lines.slice(at + 1).join('\n')
  const words = spoken
    .replace(tag, '')
    .split('\n')
    .map(plain)
    .filter((line) => line !== '')
  if (words.length === 0) return []
  const [start, end] = [seconds(found.slice(1, 5)), seconds(found.slice(5, 9))]
  const speaker = voice.exec(spoken)?.[1]
  return [
    {
      start,
      end: end > start ? end : start + secondsOfBrokenCue,
      speaker: speaker === undefined ? null : plain(speaker) || null,
      lines: words,
    },
  ]
}

function seconds([hours, minutes, secs, fraction = '']: (string | undefined)[]): number {
  return (
    Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number(fraction.padEnd(3, '0')) / 1000
  )
}

/** One line without character references, positions in the manner of SubStation (`{\an8}`) and what cannot be seen. */
const plain = (line: string): string =>
  line
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&(?:lrm|rlm);/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    // Zero width: a space instead would divide a word
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/g, '')
    .replace(/[\p{Cc}\u200b\s]+/gu, ' ')
    .trim()
    .toWellFormed()
