import type { CaptionCue } from '../cue.ts'
import { divideLines, type Part } from './divide-lines.ts'
import { type Label, labelOf, looksLikeName } from './speaker-name.ts'

/** So many of the cues have a name in front where every cue has one. */
const shareOfAll = 0.8

/**
 * Names in front of what is said (`Ann Moor: …`) are speakers only where the file uses them so: nearly every cue has
 * one, or every change of the speaker. A name holds until the next. What stands once, as `Note: …`, is text.
 */
export function nameSpeakers(cues: readonly CaptionCue[]): CaptionCue[] {
  const spoken = cues.filter(({ lines }) => !isSound(lines))
  const names = speakersIn(spoken)
  if (names.size === 0) return [...cues]
  const isSpeaker = (label: Label | null): label is Label => label !== null && names.has(label.name)
  let speaker: string | null = null
  return cues.flatMap((cue) => {
    if (cue.speaker !== null || cue.turn) speaker = null
    if (cue.speaker !== null) return [cue]
    const parts: Part[] = []
    for (const line of cue.lines) {
      const label = labelOf(line)
      const last = parts.at(-1)
      if (isSpeaker(label)) {
        speaker = label.name
        parts.push({ whole: line, lines: label.rest === '' ? [] : [label.rest], speaker, turn: false })
      } else if (last === undefined) {
        parts.push({ whole: line, lines: [line], speaker, turn: cue.turn === true })
      } else {
        last.whole += line
        last.lines.push(line)
      }
    }
    return divideLines(cue, parts)
  })
}

/** `[Applause]`, `♪` */
const isSound = (lines: readonly string[]): boolean =>
  lines.every((line) => /^(?:[[(♪*].*[\])♪*]|[^\p{L}\p{N}]*)$/u.test(line))

function speakersIn(cues: readonly CaptionCue[]): Set<string> {
  if (cues.length < 2 || cues.some(({ speaker }) => speaker !== null)) return new Set()
  const leading = cues.map(({ lines }) => labelOf(lines[0] ?? ''))
  const counts = new Map<string, number>()
  for (const { lines } of cues)
    for (const line of lines) {
      const label = labelOf(line)
      if (label !== null) counts.set(label.name, (counts.get(label.name) ?? 0) + 1)
    }
  const names = [...counts.keys()]
  const isRepeated = (name: string): boolean => (counts.get(name) ?? 0) > 1
  const first = leading.flatMap((label) => label ?? [])
  if (first.length >= shareOfAll * cues.length) {
    const led = [...new Set(first.map(({ name }) => name))]
    const sure =
      first.length === cues.length ? led : led.filter((name) => isRepeated(name) || isFullName(name))
    if (led.length < first.length || led.every(isFullName)) return new Set(sure)
  }
  const likely = names.filter((name) => looksLikeName(name) && (isRepeated(name) || isFullName(name)))
  const total = likely.reduce((sum, name) => sum + (counts.get(name) ?? 0), 0)
  const opens = leading[0] != null && likely.includes(leading[0].name)
  if (opens && total >= 2 && (likely.some(isRepeated) || likely.length > 1)) return new Set(likely)
  const certain = likely.filter(isRepeated)
  return certain.length > 1 ? new Set(likely) : new Set()
}

/** Two words or more with capitals, or a name all in capitals, as it is written for the deaf. */
const isFullName = (name: string): boolean =>
  looksLikeName(name) && (name.includes(' ') || /^[\p{Lu}\d.'’-]{3,}$/u.test(name))
