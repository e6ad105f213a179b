import { inMilliseconds } from '../in-milliseconds.ts'

/**
 * A time as programs write it: hours may be missing or without end, any part of one digit, blanks around the signs,
 * the fraction after a dot, comma or colon and of any length.
 */
const stamp = String.raw`(?:(\d{1,4}) ?: ?)?(\d{1,2}) ?: ?(\d{1,2})(?: ?[.,:;] ?(\d{1,9}))?`
/** `-->` of WebVTT and SubRip, what editors make of it, and the comma of SubViewer and YouTube. */
const arrow = String.raw`[ \t]*(?:-{1,3} ?>|[–—] ?>|={1,2}>|→|➔)[ \t]*`
const range = new RegExp(`^\\s*-?${stamp}${arrow}${stamp}(?![\\d:])(.*)$`, 'su')
const commaRange = /^(\d{1,2}):(\d\d):(\d\d)\.(\d{1,3}),(\d{1,2}):(\d\d):(\d\d)\.(\d{1,3})()$/

/** Two times and a sign between them; text behind them may be as long as a cue. */
const shortestLine = 9
const longestLine = 6_000

/** Seconds of a time in its parts. */
export function secondsOf(parts: readonly (string | undefined)[]): number {
  const [hours = '0', minutes = '0', seconds = '0', fraction = '0'] = parts
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`)
}

export interface CueTimes {
  start: number
  end: number
  /** Text in the same line. */
  rest: string
}

/** Duration of a cue that ends before it begins. */
const secondsOfBrokenCue = 2

/** The times of a line that begins a cue; null for any other line. */
export function readCueTimes(line: string): CueTimes | null {
  if (line.length < shortestLine || line.length > longestLine || !/^\s*-?\d/.test(line)) return null
  const found = range.exec(line) ?? commaRange.exec(line)
  if (found === null) return null
  const start = inMilliseconds(secondsOf(found.slice(1, 5)))
  const end = inMilliseconds(secondsOf(found.slice(5, 9)))
  return {
    start,
    end: end > start ? end : start + secondsOfBrokenCue,
    rest: textAfterTimes((found[9] ?? '').trim()),
  }
}

/** Settings of WebVTT and coordinates of SubRip are no text. */
const setting = /^(?:[a-z]+:[^\s:]+|[XY][12]:-?\d+|\d{1,4},\d{1,4}.*)$/i

const textAfterTimes = (rest: string): string =>
  rest.split(/[ \t]+/).every((part) => part === '' || setting.test(part)) ? '' : rest
