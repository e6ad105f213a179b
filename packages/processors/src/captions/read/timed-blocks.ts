import type { CaptionLimits } from './caption-format.ts'
import { type CueTimes, readCueTimes } from './cue-times.ts'

/** A cue as it is written. */
export interface TimedBlock {
  start: number
  end: number
  /** Lines after the times, with markup. */
  text: string
}

interface TimeLine extends CueTimes {
  at: number
}

/** A cue number, as programs write it. */
const number = /^\s*#?\d{1,7}[.:)]?\s*$/
/** Blocks of WebVTT that are not said. */
const notSaid = /^(?:NOTE(?:\s|$)|(?:STYLE|REGION)\s*$)/

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === ''

/**
 * The cues of WebVTT or SubRip: a line of times begins a cue, blank line or not
 * (https://www.w3.org/TR/webvtt1/#collect-a-webvtt-block). In WebVTT an empty line ends it; a line of blanks does not.
 * In SubRip text after an empty line still belongs to it: nothing else could be meant.
 */
export function timedBlocks(
  text: string,
  { cues, charsOfCue }: Pick<CaptionLimits, 'cues' | 'charsOfCue'>,
  endsAtEmptyLine: boolean,
): TimedBlock[] {
  const lines = text.split('\n')
  const times = timeLines(lines)
  const isLabel = labelTest(lines, times)
  return times.slice(0, cues).map(({ at, start, end, rest }, index) => {
    const next = times[index + 1]?.at ?? lines.length
    const left = charsOfCue - (lines[at]?.length ?? 0) - 1
    const spoken = spokenLines(lines, { from: at + 1, next, chars: left }, endsAtEmptyLine)
    if (spoken.next === next && next < lines.length && spoken.lines.length > 0 && isLabel(next - 1)) {
      // A label is one only after text: else it is the text.
      if (
        rest !== '' ||
        spoken.lines.slice(0, -1).some((line) => !isBlank(line)) ||
        number.test(spoken.lines.at(-1) ?? '')
      )
        spoken.lines.pop()
    }
    const said = [...(rest === '' ? [] : [rest]), ...spoken.lines]
    return { start, end, text: said.join('\n').slice(0, Math.max(0, left)).toWellFormed() }
  })
}

function timeLines(lines: readonly string[]): TimeLine[] {
  const found: TimeLine[] = []
  lines.forEach((line, at) => {
    const times = readCueTimes(line)
    if (times !== null) found.push({ ...times, at })
  })
  return found
}

function spokenLines(
  lines: readonly string[],
  { from, next, chars }: { from: number; next: number; chars: number },
  endsAtEmptyLine: boolean,
): { lines: string[]; next: number } {
  let length = 0
  for (let at = from; at < next; at += 1) {
    const line = lines[at] ?? ''
    length += line.length + 1
    const ends = endsAtEmptyLine ? line === '' : isBlank(lines[at - 1]) && notSaid.test(line)
    if (ends) return { lines: lines.slice(from, at), next: at }
    if (length > chars + 1) return { lines: lines.slice(from, at + 1), next: at }
  }
  return { lines: lines.slice(from, next), next }
}

/**
 * Whether the line before a line of times is a number or name of the cue and not text: when it stands behind a blank
 * line, or where most cues of the file have one.
 */
function labelTest(lines: readonly string[], times: readonly TimeLine[]): (at: number) => boolean {
  const isNumber = (at: number): boolean => number.test(lines[at] ?? '')
  const standsAlone = (at: number): boolean => !isBlank(lines[at]) && isBlank(lines[at - 1])
  const most = (test: (at: number) => boolean): boolean =>
    2 * times.filter(({ at }) => at > 0 && test(at - 1)).length >= times.length
  const numbered = most(isNumber)
  const named = !numbered && most(standsAlone)
  return (at) => (isNumber(at) ? numbered || standsAlone(at) : named && standsAlone(at))
}
