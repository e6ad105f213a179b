import { languageTag } from '../../video/language-tag.ts'
import type { CaptionCue } from '../cue.ts'

export interface Captions {
  cues: CaptionCue[]
  /** As a WebVTT header states it; null when it does not. */
  language: string | null
}

const stamp = String.raw`(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`
const timing = new RegExp(String.raw`^\s*${stamp}\s+-->\s+${stamp}`)
/** No part of it may match what another part could take as well: a cue may be megabytes of spaces. */
const voice = /<v(?:\.[^\s<>]*)?\s([^<>]+)>/
/** Beyond: further cues are left out, a longer file is none, the rest of a longer cue is cut off. */
export const captionLimits = { cues: 50_000, chars: 5_000_000, charsOfCue: 5_000 } as const
/** A cue that ends before it begins is shown for so long. */
const secondsOfBrokenCue = 2

/** Reads WebVTT (https://www.w3.org/TR/webvtt1/) or SRT; null for text without a cue. */
export function readCaptions(bytes: Uint8Array): Captions | null {
  const text = decodeText(bytes).replace(/\r\n?/g, '\n')
  if (text.length > captionLimits.chars) return null
  const blocks = text.split(/\n[ \t]*\n/)
  const cues = blocks.flatMap(readCue).slice(0, captionLimits.cues)
  if (cues.length === 0) return null
  const header = /^\s*WEBVTT/.test(blocks[0] ?? '') ? (blocks[0] ?? '') : ''
  return {
    cues: cues.toSorted((a, b) => a.start - b.start),
    language: languageTag(/^language:\s*(\S+)/im.exec(header)?.[1]),
  }
}

function readCue(whole: string): CaptionCue[] {
  const block = whole.slice(0, captionLimits.charsOfCue).toWellFormed()
  const lines = block.split('\n')
  const at = lines.findIndex((line) => timing.test(line))
  const found = at === -1 ? null : timing.exec(lines[at] ?? '')
  if (!found) return []
  const spoken = lines.slice(at + 1)
  const words = spoken.map(plain).filter((line) => line !== '')
  if (words.length === 0) return []
  const [start, end] = [seconds(found.slice(1, 5)), seconds(found.slice(5, 9))]
  const speaker = voice.exec(spoken.join(' '))?.[1]
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

/** Without tags, positions in the manner of SubStation (`{\an8}`) and characters that cannot be seen. */
const plain = (line: string): string =>
  line
    .replace(/<[^<>]*>/g, '')
    .replace(/\{\\[^{}]*\}/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&(?:lrm|rlm);/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\s]+/gu, ' ')
    .trim()
    .toWellFormed()

/** Old SRT files are often in the code page of the machine that made them. */
function decodeText(bytes: Uint8Array): string {
  const utf16 =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : null
  if (utf16 !== null) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
