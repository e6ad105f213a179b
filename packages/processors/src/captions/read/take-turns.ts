import type { CaptionCue } from '../cue.ts'
import { divideLines, type Part } from './divide-lines.ts'
import { labelOf, looksLikeName } from './speaker-name.ts'

/** `>>` marks another speaker in live captions (EIA-608), `>>>` another subject; also after a sentence in a line. */
const chevrons = /^>{2,} ?/
const chevronsWithin = /(?<=[.?!…"”’)\]♪-]) (?=>{2,}(?: |\p{Lu}))/u
const sentenceEnd = /[.?!…。？！♪:]["'”’»)\]]*$/
/** A dash of dialogue stands before a word, not before a number. */
const dash = /^([-‐–—])( ?)(?=[\p{L}\p{P}♪])/u

/**
 * Lines of dialogue begin with a dash or with `>>`: there another person speaks, `>> NAME:` says who. Each such part
 * becomes a cue of its own.
 */
export function takeTurns(cues: readonly CaptionCue[]): CaptionCue[] {
  let before = ''
  return cues.flatMap((cue) => {
    const parts = partsOf(cue, before)
    before = cue.lines.at(-1) ?? ''
    const isWhole = parts.length === 1 && parts[0]?.lines.length === cue.lines.length
    return isWhole && parts[0]?.lines[0] === cue.lines[0] ? [cue] : divideLines(cue, parts)
  })
}

function partsOf(cue: CaptionCue, saidBefore: string): Part[] {
  const lines = cue.lines.flatMap((line) => line.split(chevronsWithin))
  const dashed = lines.filter((line) => dash.test(line)).length
  const parts: Part[] = []
  let before = saidBefore
  for (const line of lines) {
    const last = parts.at(-1)
    const told = turnIn(line, before, dashed)
    before = line
    if (told === null) {
      if (last === undefined) parts.push({ whole: line, lines: [line], speaker: cue.speaker, turn: false })
      else {
        last.whole += line
        last.lines.push(line)
      }
      continue
    }
    const spoken = told.rest === '' ? [] : [told.rest]
    // A voice of the file knows better who speaks.
    const known = cue.speaker !== null && told.speaker === null
    parts.push({
      whole: line,
      lines: spoken,
      speaker: told.speaker ?? cue.speaker,
      turn: told.speaker === null && !known,
    })
  }
  return parts
}

interface Turn {
  speaker: string | null
  rest: string
}

function turnIn(line: string, before: string, dashed: number): Turn | null {
  const marked = chevrons.exec(line)
  if (marked !== null) {
    const rest = line.slice(marked[0].length)
    const label = labelOf(rest)
    return label !== null && looksLikeName(label.name)
      ? { speaker: label.name, rest: label.rest }
      : { speaker: null, rest }
  }
  const dialogue = dash.exec(line)
  if (dialogue === null) return null
  const [mark, sign, blank] = dialogue
  const ended = before === '' || sentenceEnd.test(before)
  const begins =
    sign === '-' && blank !== ''
      ? ended || dash.test(before) || !isWithin(before)
      : dashed > 1 || (ended && blank !== '')
  return begins ? { speaker: null, rest: line.slice(mark.length) } : null
}

/** The line before has a dash at its end: what stands between two dashes is put in. */
const isWithin = (before: string): boolean => /[-–—,]$/.test(before)
