export interface Cue {
  /** Seconds. */
  start: number
  end: number
  text: string
}

/** WebVTT as W3C defines it, https://www.w3.org/TR/webvtt1/ */
export function writeVtt(cues: readonly Cue[]): string {
  const blocks = cues.map(({ start, end, text }) => `${stamp(start)} --> ${stamp(end)}\n${text}\n`)
  return `WEBVTT\n\n${blocks.join('\n')}`
}

function stamp(seconds: number): string {
  const all = Math.round(seconds * 1000)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${two(all / 3_600_000)}:${two((all / 60_000) % 60)}:${two((all / 1000) % 60)}.${String(all % 1000).padStart(3, '0')}`
}

/** A line broken near its middle when it is longer than a line of captions should be. */
export function inTwoLines(text: string, maxChars = 42): string {
  if (text.length <= maxChars) return text
  const spaces = [...text.matchAll(/ /g)].map((match) => match.index)
  const best = spaces.toSorted((a, b) => Math.abs(a - text.length / 2) - Math.abs(b - text.length / 2))[0]
  return best === undefined ? text : `${text.slice(0, best)}\n${text.slice(best + 1)}`
}
