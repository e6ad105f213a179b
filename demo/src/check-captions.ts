import { milliseconds, srtTime, vttTime } from './caption-time.ts'
import { checkCueText } from './check-cue-text.ts'

interface Timing {
  /** Milliseconds. */
  start: number
  end: number
  settings: string
}

/**
 * What is against the grammar of a WebVTT file of captions, https://www.w3.org/TR/webvtt1/#syntax: what a conformance
 * checker says, where a player would look away. Empty when nothing is.
 */
export function checkVtt(bytes: Uint8Array): string[] {
  const text = utf8(bytes)
  if (text === null) return ['it is not UTF-8']
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[0] ?? '')) return ['it does not begin with WEBVTT']
  const problems: string[] = []
  if (lines.length < 3 || lines[1] !== '') problems.push('no empty line follows the line with WEBVTT')
  if (lines.at(-1) !== '') problems.push('the last line is not terminated')
  const names = new Set<string>()
  let cues = 0
  let before = 0
  for (const { line, lines: block } of blocksOf(lines.slice(1), 2)) {
    const problem = (what: string): number => problems.push(`line ${line}: ${what}`)
    const [first = ''] = block
    if (/^NOTE(?:[ \t]|$)/.test(first)) {
      if (block.some((each) => each.includes('-->'))) problem('a comment holds an arrow')
      continue
    }
    if (/^(?:STYLE|REGION)[ \t]*$/.test(first)) {
      if (cues > 0) problem(`a ${first.trim()} block after a cue`)
      if (block.some((each) => each.includes('-->'))) problem(`a ${first.trim()} block holds an arrow`)
      continue
    }
    const named = !first.includes('-->')
    if (named) {
      if (names.has(first)) problem(`another cue is called ${first}, too`)
      names.add(first)
    }
    const timing = vttTiming(block[named ? 1 : 0] ?? '')
    if (timing === null) {
      problem('no cue timings')
      continue
    }
    cues += 1
    if (timing.start < before) problem('the cue begins before the one above it')
    if (timing.end <= timing.start) problem('the cue does not end after its beginning')
    before = Math.max(before, timing.start)
    for (const setting of settingProblems(timing.settings)) problem(setting)
    const payload = block.slice(named ? 2 : 1)
    if (payload.some((each) => each.includes('-->'))) problem('the text of the cue holds an arrow')
    for (const what of checkCueText(payload.join('\n'), timing)) problem(what)
  }
  return problems
}

/**
 * What is against the usual rules of SubRip files, for which there is no standard
 * (http://devel.aegisub.org/wiki/SubtitleFormats/SRT): numbers from 1 without a gap, times with hours and a comma, text,
 * an empty line between cues, no two at once. Empty when nothing is.
 */
export function checkSrt(bytes: Uint8Array): string[] {
  const text = utf8(bytes)
  if (text === null) return ['it is not UTF-8']
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/)
  const problems: string[] = []
  if (text !== '' && lines.at(-1) !== '') problems.push('the last line is not terminated')
  let before = 0
  for (const [index, { line, lines: block }] of blocksOf(lines, 1).entries()) {
    const problem = (what: string): number => problems.push(`line ${line}: ${what}`)
    const [number, timing = '', ...payload] = block
    if (number !== String(index + 1)) problem(`the number is not ${index + 1}`)
    const [, from, to] = new RegExp(`^(${srtTime}) --> (${srtTime})$`).exec(timing) ?? []
    if (from === undefined || to === undefined) {
      problem('no times')
      continue
    }
    const [start, end] = [milliseconds(from), milliseconds(to)]
    if (start < before) problem('the cue begins before the one above it has ended')
    if (end <= start) problem('the cue does not end after its beginning')
    before = Math.max(before, end)
    if (payload.every((each) => each.trim() === '')) problem('the cue has no text')
    if (payload.some((each) => each.includes('-->'))) problem('the text of the cue holds an arrow')
  }
  return problems
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Runs of lines that are not empty; `line` counts from the first line of the file, which is 1. */
function blocksOf(lines: readonly string[], firstLine: number): { line: number; lines: string[] }[] {
  const blocks: { line: number; lines: string[] }[] = []
  for (const [index, line] of lines.entries()) {
    if (line === '') continue
    if (index === 0 || lines[index - 1] === '') blocks.push({ line: index + firstLine, lines: [line] })
    else blocks.at(-1)?.lines.push(line)
  }
  return blocks
}

function vttTiming(line: string): Timing | null {
  const [, from, to, settings = ''] =
    new RegExp(`^(${vttTime})[ \\t]+-->[ \\t]+(${vttTime})(?:[ \\t]+(.*))?$`).exec(line) ?? []
  if (from === undefined || to === undefined) return null
  return { start: milliseconds(from), end: milliseconds(to), settings }
}

const percent = String.raw`(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%`
const settingForms: Record<string, RegExp> = {
  vertical: /^(?:rl|lr)$/,
  line: new RegExp(`^(?:${percent}|-?\\d+)(?:,(?:start|center|end))?$`),
  position: new RegExp(`^${percent}(?:,(?:line-left|center|line-right))?$`),
  size: new RegExp(`^${percent}$`),
  align: /^(?:start|center|end|left|right)$/,
  region: /^\S+$/,
}

function settingProblems(settings: string): string[] {
  const seen = new Set<string>()
  return settings
    .split(/[ \t]+/)
    .filter((setting) => setting !== '')
    .flatMap((setting) => {
      const [name = '', ...rest] = setting.split(':')
      const twice = seen.has(name)
      seen.add(name)
      if (twice) return [`the setting ${name} is there twice`]
      return settingForms[name]?.test(rest.join(':')) ? [] : [`there is no setting ${setting}`]
    })
}
