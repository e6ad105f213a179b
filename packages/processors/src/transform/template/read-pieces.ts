import { AppError, type TextField } from '@async-events/core'
import { type BlockName, blockNames, type Piece, type Placeholder } from './template.ts'

const placeholder = /\{\{([\s\S]*?)\}\}|\{(\w+)\}/g

/** Splits text at placeholders; adds their fields to `fields`. */
export function readPieces(text: string, template: string, fields: Map<string, TextField>): Piece[] {
  const pieces: Piece[] = []
  let literalFrom = 0
  for (const found of text.matchAll(placeholder)) {
    const [whole, value, block] = found
    const read = value === undefined ? readBlock(block) : readValue(value, template, fields)
    if (read === null) continue
    pieces.push(text.slice(literalFrom, found.index), read)
    literalFrom = found.index + whole.length
  }
  pieces.push(text.slice(literalFrom))
  const kept = pieces.filter((piece) => piece !== '')
  if (kept.some((piece) => typeof piece === 'string' && piece.includes('{{'))) {
    throw new AppError('invalid_template', `The template ${template} has a placeholder that is not closed`)
  }
  return kept
}

function readBlock(name: string | undefined): Placeholder | null {
  return isBlockName(name) ? { kind: 'block', name } : null
}

const isBlockName = (name: string | undefined): name is BlockName =>
  blockNames.some((known) => known === name)

function readValue(inside: string, template: string, fields: Map<string, TextField>): Placeholder {
  const bar = inside.indexOf('|')
  const name = (bar === -1 ? inside : inside.slice(0, bar)).trim()
  if (!/^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u.test(name)) {
    throw new AppError('invalid_template', `The template ${template} has a placeholder with an invalid name`)
  }
  if (bar !== -1) addField(name, inside.slice(bar + 1), template, fields)
  return { kind: 'value', name }
}

function addField(name: string, text: string, template: string, fields: Map<string, TextField>): void {
  const instruction = text.replace(/\s+/g, ' ').trim()
  const known = fields.get(name)
  if (instruction === '' || (known && known.instruction !== instruction)) {
    throw new AppError(
      'invalid_template',
      `The field ${name} of the template ${template} needs one instruction`,
    )
  }
  fields.set(name, { name, instruction })
}
