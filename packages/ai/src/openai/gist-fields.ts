import type { Passage, TalkPart, TextField, TextModelRequest } from '@async-events/core'
import { fitSource } from './fit-source.ts'

/** Parts of a talk that get a gist. */
const most = 40

/** A field for the gist of a part, and which passages belong to the part. */
export interface GistField extends TextField {
  /** Place in `source.parts`. */
  part: number
  /** Places in `source.passages`, ascending. */
  passages: number[]
}

/** One field for each part in which something is said. Its words are ours: titles come from pages. */
export function gistFields({ source, fields }: Pick<TextModelRequest, 'source' | 'fields'>): GistField[] {
  const taken = new Set(fields.map(({ name }) => name))
  const base = [...Array(taken.size + 1).keys()]
    .map((at) => `gist${'_'.repeat(at + 1)}`)
    .find((name) => ![...taken].some((one) => one.startsWith(name)))
  return source.parts.slice(0, most).flatMap((part, at): GistField[] => {
    const passages = [...source.passages.entries()].flatMap(([place, passage]) =>
      isIn(part, passage) ? [place] : [],
    )
    const [first, last] = [
      passages.find((place) => source.passages[place]?.from === 'speech'),
      passages.at(-1),
    ]
    if (first === undefined || last === undefined) return []
    const instruction = `One sentence: what is said in the passages [${first + 1}] to [${last + 1}].`
    return [{ name: `${base}${at + 1}`, instruction, part: at, passages }]
  })
}

const isIn = ({ start, end }: TalkPart, passage: Passage): boolean =>
  passage.start !== null && passage.start >= start - 1 && (end === null || passage.start < end)

/** Parts of a long talk with their passages, as many to a request as it holds. */
export function groupGists(
  gists: readonly GistField[],
  passages: readonly Passage[],
  maxChars: number,
): { text: string; fields: GistField[] }[] {
  const groups: { text: string; fields: GistField[] }[] = []
  for (const gist of gists) {
    const lines = gist.passages.map((place) => `[${place + 1}] ${passages[place]?.text ?? ''}`)
    const { text } = fitSource(lines.join('\n'), maxChars)
    const last = groups.at(-1)
    if (last !== undefined && last.text.length + text.length + 2 <= maxChars) {
      last.text += `\n\n${text}`
      last.fields.push(gist)
    } else groups.push({ text, fields: [gist] })
  }
  return groups
}
