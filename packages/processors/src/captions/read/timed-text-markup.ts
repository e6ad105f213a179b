import { languageTag } from '@async-events/core'
import type { CaptionCue } from '../cue.ts'
import type { CaptionFormat, CaptionLimits } from './caption-format.ts'
import { secondsOf } from './cue-times.ts'
import { decodeStrictly, plainLine } from './plain-line.ts'
import { type XmlToken, xmlTokens } from './xml-tokens.ts'

/** How a document counts: https://www.w3.org/TR/ttml2/#timing-value-time-expression. */
interface Rates {
  frames: number
  ticks: number
}

/** An element and what it hands down. */
interface Open {
  name: string
  begin: number
  end: number
  speaker: string | null
  isTimed: boolean
}

/** Some text of a paragraph. */
interface Chunk {
  text: string
  start: number
  end: number
  speaker: string | null
}

/** Texts in these are not said. */
const notSaid = new Set(['head', 'metadata', 'desc', 'title', 'styling', 'layout'])
/** Deeper elements are read as if they were not there. */
const deepest = 100

/** TTML, DFXP, SMPTE-TT and EBU-TT (https://www.w3.org/TR/ttml2/). */
export const readTimedTextMarkup: CaptionFormat = (text, limits) => {
  if (!/<(?:[\w-]{1,20}:)?tt[\s>]/.test(text.slice(0, 5_000))) return null
  const reader = createReader(limits)
  for (const token of xmlTokens(text)) reader.take(token)
  return { cues: reader.cues, language: reader.language() }
}

function createReader({ cues: most, charsOfCue }: CaptionLimits) {
  const cues: CaptionCue[] = []
  const names = new Map<string, string>()
  const stack: Open[] = []
  let rates: Rates = { frames: 30, ticks: 1 }
  let language: string | null = null
  let silent = 0
  let agent: string | null = null
  let chunks: Chunk[] | null = null
  let chars = 0

  const outer = (): Open =>
    stack.at(-1) ?? { name: '', begin: 0, end: Infinity, speaker: null, isTimed: false }

  const open = (name: string, attributes: ReadonlyMap<string, string>, isEmpty: boolean): void => {
    if (name === 'tt') {
      rates = ratesOf(attributes)
      language = languageTag(attributes.get('xml:lang'))
    }
    if (name === 'agent') agent = attributes.get('xml:id') ?? null
    if (name === 'br') add('\n')
    if (isEmpty || stack.length >= deepest) return
    if (notSaid.has(name)) silent += 1
    const around = outer()
    const begin = timeOf(attributes.get('begin'), rates)
    const end = timeOf(attributes.get('end'), rates)
    const length = timeOf(attributes.get('dur'), rates)
    const from = around.begin + (begin ?? 0)
    stack.push({
      name,
      begin: from,
      end: Math.min(
        around.end,
        end !== null ? around.begin + end : length !== null ? from + length : Infinity,
      ),
      speaker: attributes.get('agent')?.split(/\s+/)[0] ?? around.speaker,
      isTimed: around.isTimed || begin !== null,
    })
    if (name === 'p') [chunks, chars] = [[], 0]
  }

  const close = (name: string): void => {
    const at = stack.findLastIndex((one) => one.name === name)
    if (at === -1) return
    const closed = stack.splice(at)
    silent -= closed.filter((one) => notSaid.has(one.name)).length
    if (name === 'agent') agent = null
    if (name === 'p' && chunks !== null) {
      if (cues.length < most) cues.push(...cuesOf(chunks, names))
      chunks = null
    }
  }

  const add = (text: string): void => {
    if (agent !== null && outer().name === 'name') names.set(agent, plainLine(text, decodeStrictly))
    const { begin, end, speaker, isTimed } = outer()
    if (chunks === null || silent > 0 || !isTimed || chars > charsOfCue) return
    const kept = text.slice(0, charsOfCue - chars)
    chars += text.length
    chunks.push({ text: kept, start: begin, end, speaker })
  }

  const take = (token: XmlToken): void => {
    if (token.kind === 'open') open(token.name, token.attributes, token.isEmpty)
    else if (token.kind === 'close') close(token.name)
    else add(token.text.replace(/\s+/g, ' '))
  }
  return { cues, take, language: () => language }
}

/** A cue for each time or speaker within the paragraph. */
function cuesOf(chunks: readonly Chunk[], names: ReadonlyMap<string, string>): CaptionCue[] {
  const groups: Chunk[] = []
  for (const chunk of chunks) {
    const last = groups.at(-1)
    const isBlank = chunk.text.trim() === ''
    const same = last !== undefined && last.start === chunk.start && last.speaker === chunk.speaker
    if (last !== undefined && (isBlank || same)) last.text += chunk.text
    else if (!isBlank) groups.push({ ...chunk })
  }
  return groups.flatMap(({ text, start, end, speaker }) => {
    const lines = text
      .split('\n')
      .map((line) => plainLine(line, decodeStrictly))
      .filter((line) => line !== '')
    const until = end > start && end < Infinity ? end : start + 2
    const name = speaker === null ? null : (names.get(speaker) ?? null)
    return lines.length === 0 ? [] : [{ start, end: until, speaker: name || null, lines }]
  })
}

function ratesOf(attributes: ReadonlyMap<string, string>): Rates {
  const [numerator = 1, denominator = 1] = (attributes.get('frameratemultiplier') ?? '')
    .split(/[\s:]+/)
    .map(Number)
    .filter((value) => value > 0)
  const stated = Number(attributes.get('framerate'))
  const frames = ((stated > 0 ? stated : 30) * numerator) / denominator
  const ticks = Number(attributes.get('tickrate'))
  return { frames, ticks: ticks > 0 ? ticks : stated > 0 ? frames : 1 }
}

/** Seconds of a time expression; null for none. */
function timeOf(text: string | undefined, { frames, ticks }: Rates): number | null {
  const clock =
    /^\s*(?:(\d{1,5}):)?(\d{1,3}):(\d{1,3})(?:[.,](\d{1,9})|[:;](\d{1,3})(?:\.\d{1,3})?)?\s*$/.exec(
      text ?? '',
    )
  if (clock !== null) {
    const [, hours, minutes, seconds, fraction, frame] = clock
    return secondsOf([hours, minutes, seconds, fraction]) + Number(frame ?? 0) / frames
  }
  const offset = /^\s*(\d{1,12}(?:\.\d{1,12})?)(h|m|s|ms|f|t)?\s*$/.exec(text ?? '')
  if (offset === null) return null
  const units: Readonly<Record<string, number>> = {
    h: 3600,
    m: 60,
    s: 1,
    ms: 0.001,
    f: 1 / frames,
    t: 1 / ticks,
  }
  return Number(offset[1]) * (units[offset[2] ?? 's'] ?? 1)
}
