import { AppError } from '@async-events/core'
import type { Piece, Place, TemplateLine } from './template.ts'

/**
 * Finds the place in the Markdown of each placeholder of a template body, line by line: it decides how a value is
 * escaped. Throws `invalid_template` for a placeholder within an HTML tag, script or style: no escaping is safe in
 * all of them.
 */
export function createPlacer(template: string): (pieces: readonly Piece[], inCode: boolean) => TemplateLine {
  let paragraph = ''
  let inScript = false
  return (pieces, inCode) => {
    const isRow = pieces.some((piece) => typeof piece === 'string' && /(?<!\\)\|/.test(piece))
    let line = ''
    const placed = pieces.map((piece) => {
      if (typeof piece === 'string') {
        line += piece
        if (!inCode) inScript = isScriptOpen(piece, inScript)
        return piece
      }
      const place = inCode ? placeInCode(line) : placeAfter(line)
      if (inScript || (place === 'text' && isTagOpen(paragraph + line))) {
        throw new AppError(
          'invalid_template',
          `The template ${template} has a placeholder within an HTML tag`,
        )
      }
      line += standIn
      return { ...piece, place: place === 'text' && isRow ? 'cell' : place }
    })
    paragraph = line.trim() === '' || inCode ? '' : `${paragraph}${line}\n`
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

/** `paragraph` is the text of a paragraph up to here: a tag may go on over its lines. */
const isTagOpen = (paragraph: string): boolean =>
  /<[a-z/](?:"[^"]*"|'[^']*'|[^>"'])*(?:"[^"]*|'[^']*)?$/i.test(paragraph)

function isScriptOpen(text: string, before: boolean): boolean {
  const last = [...text.matchAll(/<(\/?)(?:script|style)\b/gi)].at(-1)
  return last === undefined ? before : last[1] === ''
}
