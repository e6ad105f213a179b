import type { TextField } from '@async-events/core'
import { type BlockName, blockNames, type Piece, type Placeholder } from './template.ts'
import type { TemplateProblems } from './template-problems.ts'

const placeholder = /\{\{([\s\S]*?)\}\}|\{(\w+)\}/g

/** What a text model is asked for a field: longer is no question. Characters. */
export const longestInstruction = 4_000

/** Splits a text that begins at the `line`th line of the template at placeholders; adds their fields to `fields`. */
export function readPieces(
  text: string,
  line: number,
  fields: Map<string, TextField>,
  problems: TemplateProblems,
): Piece[] {
  const pieces: Piece[] = []
  let literalFrom = 0
  const lineAt = lineCounter(text, line)
  for (const found of text.matchAll(placeholder)) {
    const [whole, value, block] = found
    const report = (message: string) => problems.add(lineAt(found.index), message)
    const read = value === undefined ? readBlock(block) : readValue(value, fields, report)
    if (read === null) continue
    pieces.push(text.slice(literalFrom, found.index), read)
    literalFrom = found.index + whole.length
  }
  const rest = text.slice(literalFrom)
  if (rest.includes('{{'))
    problems.add(lineAt(literalFrom + rest.indexOf('{{')), 'a placeholder is not closed')
  return [...pieces, rest].filter((piece) => piece !== '')
}

/** The line of each of several places, asked in order. */
function lineCounter(text: string, first: number): (place: number) => number {
  let [line, from] = [first, 0]
  return (place) => {
    line += text.slice(from, place).split('\n').length - 1
    from = place
    return line
  }
}

function readBlock(name: string | undefined): Placeholder | null {
  return isBlockName(name) ? { kind: 'block', name } : null
}

const isBlockName = (name: string | undefined): name is BlockName =>
  blockNames.some((known) => known === name)

function readValue(
  inside: string,
  fields: Map<string, TextField>,
  report: (message: string) => void,
): Placeholder | null {
  const bar = inside.indexOf('|')
  const name = (bar === -1 ? inside : inside.slice(0, bar)).trim()
  if (!/^[\p{L}_][\p{L}\p{N}_.-]{0,99}$/u.test(name)) {
    report('a placeholder has an invalid name: letters, digits, "_", "." and "-", at most 100 characters')
    return { kind: 'value', name: 'invalid' }
  }
  if (bar !== -1) addField(name, inside.slice(bar + 1), fields, report)
  return { kind: 'value', name }
}

function addField(
  name: string,
  text: string,
  fields: Map<string, TextField>,
  report: (message: string) => void,
): void {
  const instruction = text.replace(/\s+/g, ' ').trim()
  const known = fields.get(name)
  if (instruction === '' || (known && known.instruction !== instruction))
    report(`the field ${name} needs one instruction, the same at each place`)
  if (instruction.length > longestInstruction)
    report(`the instruction of the field ${name} has more than ${longestInstruction} characters`)
  fields.set(name, { name, instruction })
}
