import { lineBullet, lineNumber } from './bullets.ts'
import type { TextLine } from './text-lines.ts'

/** What the lines around tell about two of them. */
export interface Setting {
  /** Edges of the lines of the part of the page, by `sizeKey`: a footer may stand further out. */
  edges: ReadonlyMap<number, { left: number; right: number }>
  /** Right edge up to which lines could go. */
  limit: number
  /** Smallest distance of lines, in em. */
  pitch: number
  /** Whether some distances are clearly larger: paragraphs are set apart. */
  apart: boolean
  /** Left edges, rounded by `edgeKey`, at which some lines begin with a capital letter. */
  capitals: ReadonlySet<string>
  /** Whether the lines are centred. */
  centred: boolean
}

/** A distance larger by this much than the smallest one sets paragraphs apart. */
export const paragraphGap = 1.22
/** Points stand so far apart, in em; lines of one point hardly ever. */
const wideDistance = 1.6
/** Words on which no point ends: articles, prepositions and conjunctions of the five languages. */
const leaning =
  /(?:^|\s)(?:a|an|the|of|to|and|or|in|on|for|with|by|at|from|as|is|are|that|than|der|die|das|den|dem|des|ein|eine|einen|einer|und|oder|von|vom|mit|für|zu|zur|zum|im|am|auf|aus|bei|als|dass|le|la|les|un|une|et|ou|de|du|des|d['’]|l['’]|à|au|aux|en|dans|pour|par|sur|que|el|los|las|una|y|o|del|al|con|por|para|il|lo|gli|uno|e|di|da|dal|nel|della|per|su|che)$/iu

/** Writing without blanks breaks its lines anywhere. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u

/** Whether a line goes on with the one before it: a point that needs two lines, as against two points. */
export function goesOn(last: TextLine, line: TextLine, first: TextLine, setting: Setting): boolean {
  if (beginsPoint(line.text)) return false
  const size = Math.max(last.size, line.size)
  if (Math.abs(last.size - line.size) > 0.08 * size || last.mono !== line.mono) return false
  const distance = line.y - last.y
  // A column that begins anew, or a line of another paragraph
  if (distance <= 0.2 * size || distance > 2.2 * size) return false
  if (setting.apart && distance > paragraphGap * setting.pitch * size) return false
  return score(last, line, first, setting) > 0
}

/** Lines of nearly one size have one. */
export const sizeKey = ({ size }: Pick<TextLine, 'size'>): number =>
  Math.round(Math.log(Math.max(size, 0.1)) * 12)

/** Lines of one size and left edge have one. */
export const edgeKey = ({ x, size }: Pick<TextLine, 'x' | 'size'>): string =>
  `${Math.round(x / Math.max(size, 1))} ${Math.round(size)}`

/** Whether a line begins with a bullet or a number. */
export const beginsPoint = (text: string): boolean => lineBullet.test(text) || lineNumber.test(text)

function score(last: TextLine, line: TextLine, first: TextLine, setting: Setting): number {
  const edges = setting.edges.get(sizeKey(line)) ?? { left: line.x, right: line.x + line.width }
  const room = setting.limit - first.hang
  const filled = room > 0 ? (edges.right - first.hang) / room : 1
  let sum = setting.apart ? 3 : 0
  sum += wouldFit(last, line, edges) ? -4 : filled < 0.6 ? 0 : 2.5
  sum += ofIndentation(last, line, first, setting)
  sum += ofWords(last.text, line.text, setting.capitals.has(edgeKey(first)))
  if (last.font !== line.font) sum -= 1.5
  if (line.y - last.y > wideDistance * line.size) sum -= 2.5
  return sum
}

/** Whether the first word of a line would have had room at the end of the one before: then the break is meant. */
function wouldFit(last: TextLine, line: TextLine, { left, right }: { left: number; right: number }): boolean {
  const [word = ''] = line.text.match(/^\S+/u) ?? []
  const perChar = line.width / Math.max(1, line.text.length)
  const needed = unspaced.test(word) ? 1.5 * line.size : (word.length + 1) * perChar + 0.2 * line.size
  return (last.rtl ? last.x - left : right - last.x - last.width) > needed
}

function ofIndentation(last: TextLine, line: TextLine, first: TextLine, { centred }: Setting): number {
  if (centred || line.rtl) return 0
  const em = line.size
  const bulleted = beginsPoint(first.text)
  if (bulleted) {
    if (Math.abs(line.x - first.hang) < 0.45 * em) return 4
    if (line.x > first.x + 0.4 * em && line.x < first.x + 4 * em) return 3
    return line.x < first.x - 0.5 * em ? -4 : 0
  }
  if (Math.abs(line.x - last.x) < 0.3 * em) return 0
  // Further in than the line before: a hanging indent, or a point below it
  if (line.x > last.x) return last === first ? -0.5 : -3
  return -3
}

function ofWords(last: string, line: string, capitals: boolean): number {
  let sum = 0
  if (/[.!?:;。！？：；…]["”»’)]*$/u.test(last)) sum -= 1.5
  if (/[,،、，(\p{Pd}]$/u.test(last) || leaning.test(last)) sum += 2.5
  if (/^[)\]},.;:!?»”]/u.test(line)) sum += 2.5
  if (/^\p{Ll}/u.test(line)) sum += capitals ? 2 : 0
  else if (/^[\p{Lu}\p{N}]/u.test(line)) sum -= 1
  return sum
}
