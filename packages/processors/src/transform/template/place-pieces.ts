import { isOpen, noTag, readTags } from './open-tag.ts'
import type { Piece, Place, TemplateLine } from './template.ts'
import type { TemplateProblems } from './template-problems.ts'

/** Places one line of a body, which is the `number`th line of its template. */
export type Placer = (pieces: readonly Piece[], number: number, inCode: boolean) => TemplateLine

/** A longer line with placeholders is no text that somebody wrote, and would take long to place. Characters. */
export const longestPlacedLine = 4_000

/**
 * Finds the place in the Markdown of each placeholder of a template body, line by line: it decides how a value is
 * escaped. A placeholder within an HTML tag, script or style is a problem: no escaping is safe in all of them.
 */
export function createPlacer(problems: TemplateProblems): Placer {
  let tags = noTag
  let inScript = false
  return (pieces, number, inCode) => {
    const isRow = pieces.some((piece) => typeof piece === 'string' && /(?<!\\)\|/.test(piece))
    const length = pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 1), 0)
    const isLong = pieces.length > 1 && length > longestPlacedLine
    if (isLong)
      problems.add(number, `holds placeholders and more than ${longestPlacedLine} characters in one line`)
    let line = ''
    const placed = pieces.map((piece) => {
      if (typeof piece === 'string') {
        line += piece
        tags = readTags(piece, tags)
        if (!inCode) inScript = isScriptOpen(piece, inScript)
        return piece
      }
      const place = isLong ? 'text' : inCode ? placeInCode(line) : placeAfter(line)
      if (inScript || (place === 'text' && isOpen(tags)))
        problems.add(number, 'holds a placeholder within an HTML tag')
      line += standIn
      return { ...piece, place: place === 'text' && isRow ? ('cell' as const) : place }
    })
    tags = line.trim() === '' || inCode ? noTag : readTags('\n', tags)
    return placed
  }
}

/** For a placeholder in the text before the next one. */
const standIn = '\ue000'

/** What stands behind the opening fence names the language. */
const placeInCode = (line: string): Place => (/^\s*(```|~~~)/.test(line) ? 'code-span' : 'code')

function placeAfter(before: string): Place {
  const line = before.replace(/(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)/g, '')
  if (/(?<!\\)`[^`]*$/.test(line)) return 'code-span'
  const open =
    /(?:\]\(\s*|^ {0,3}\[[^\]]+\]:\s*)([^)]*)$/.exec(line)?.[1] ??
    /<([a-z][a-z\d+.-]*:[^\s<>]*)?$/i.exec(line)?.[0]
  if (open === undefined) return 'text'
  const address = open.replace(/^</, '')
  if (address === '') return 'address'
  return /\s/.test(address) ? 'title' : 'address-part'
}

function isScriptOpen(text: string, before: boolean): boolean {
  const last = [...text.matchAll(/<(\/?)(?:script|style)\b/gi)].at(-1)
  return last === undefined ? before : last[1] === ''
}
