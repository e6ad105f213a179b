/** A cue as a strict reader takes it; times in seconds. */
export interface ReadCue {
  start: number
  end: number
  speaker: string | null
  text: string
}

const digits = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`
const timings = new RegExp(`^${digits}[ \\t]+-->[ \\t]+${digits}$`)

/**
 * Reads WebVTT by its syntax rules alone (https://www.w3.org/TR/webvtt1/#syntax, "WebVTT file body" and following), and
 * throws at the first thing that a file must not hold. Cue settings, styles and regions are not ours: they are refused.
 */
export function readStrictVtt(text: string): ReadCue[] {
  if (text.includes('\0') || /\r/.test(text)) throw new Error('a character that we do not write')
  // The signature, then two line terminators or more.
  const body = /^WEBVTT\n\n+([\s\S]*)$/.exec(text)?.[1]
  if (body === undefined) throw new Error('no signature')
  if (body === '') return []
  if (!body.endsWith('\n') || body.endsWith('\n\n'))
    throw new Error('the last line does not end, or ends twice')
  let before = 0
  return body
    .slice(0, -1)
    .split(/\n\n+/)
    .map((block) => {
      const [line = '', ...payload] = block.split('\n')
      const found = timings.exec(line)
      if (!found) throw new Error(`no cue timings: ${line}`)
      const [start, end] = [seconds(found.slice(1, 5)), seconds(found.slice(5, 9))]
      if (start < before) throw new Error('cues are not in order')
      if (end <= start) throw new Error('a cue ends before it begins')
      before = start
      if (payload.length === 0) throw new Error('a cue without text')
      return { start, end, ...readCueText(payload.join('\n')) }
    })
}

function seconds([hours, minutes, secs, millis]: (string | undefined)[]): number {
  return Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number(millis) / 1000
}

/** Cue text of the kinds that we write: text with character references, as one voice span or none. */
function readCueText(payload: string): { speaker: string | null; text: string } {
  if (payload.includes('-->')) throw new Error('an arrow in a cue')
  // The last span of a cue that is a voice as a whole needs no end tag.
  const [, annotation, rest = payload] = /^<v ([^<>\n]+)>([\s\S]*)$/.exec(payload) ?? []
  if (/[<>]/.test(rest)) throw new Error(`a tag or a bare angle: ${rest}`)
  for (const reference of `${annotation ?? ''}${rest}`.match(/&[^;]{0,10};?/g) ?? []) {
    if (!['&amp;', '&lt;', '&gt;'].includes(reference)) throw new Error(`a bare ampersand: ${reference}`)
  }
  const text = decode(rest)
  if (text.trim() === '') throw new Error('an empty cue')
  if (text.split('\n').some((line) => line.trim() === '')) throw new Error('an empty line in a cue')
  return { speaker: annotation === undefined ? null : decode(annotation), text }
}

const decode = (text: string): string =>
  text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')

const srtTimings = /^(\d{2,}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d),(\d{3})$/

/** Reads SubRip: numbers from 1, times with hours and comma, text, an empty line between; none at once with another. */
export function readStrictSrt(text: string): ReadCue[] {
  if (text === '') return []
  if (/[\r\0]/.test(text) || !text.endsWith('\n') || text.endsWith('\n\n'))
    throw new Error('a wrong line end')
  let before = 0
  return text
    .slice(0, -1)
    .split('\n\n')
    .map((block, at) => {
      const [number, line = '', ...payload] = block.split('\n')
      if (number !== String(at + 1)) throw new Error(`the number ${number} is not ${at + 1}`)
      const found = srtTimings.exec(line)
      if (!found) throw new Error(`no times: ${line}`)
      const [start, end] = [seconds(found.slice(1, 5)), seconds(found.slice(5, 9))]
      if (start < before) throw new Error('cues overlap')
      if (end <= start) throw new Error('a cue ends before it begins')
      before = end
      if (payload.length === 0 || payload.some((one) => one.trim() === '' || one.includes('-->')))
        throw new Error('no text, an empty line, or an arrow')
      return { start, end, speaker: null, text: payload.join('\n') }
    })
}
