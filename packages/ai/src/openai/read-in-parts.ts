import type { TextModelRequest } from '@async-events/core'
import { askModel, type Review } from './ask-model.ts'
import { mapInParallel } from './map-in-parallel.ts'
import type { ChatEndpoint } from './post-chat.ts'
import type { SourceKind } from './write-prompt.ts'

/** Parts requested at a time. */
const concurrency = 3

/**
 * Map-reduce: notes for the fields are taken on each part, then the fields are written from all notes. Notes that
 * exceed one request are first condensed.
 *
 * @param parts at least two
 * @param maxChars of a source per request
 * @param review of the fields, not of the notes
 */
export async function readInParts(
  endpoint: ChatEndpoint,
  request: TextModelRequest,
  parts: readonly string[],
  maxChars: number,
  review?: Review,
): Promise<Record<string, string>> {
  let asked = 0
  let expected = parts.length + 1
  const ask = async (text: string, kind: SourceKind): Promise<Record<string, string>> => {
    const question = { ...request, source: { ...request.source, text } }
    const values = await askModel(endpoint, question, kind, kind.kind === 'notes' ? review : undefined)
    asked += 1
    request.onProgress?.(asked / expected)
    return values
  }

  const takeNotes = async (texts: readonly string[], of: 'part' | 'notes'): Promise<string[]> => {
    const values = await mapInParallel(texts, concurrency, (text, at) =>
      ask(text, { kind: of === 'part' ? 'part' : 'some-notes', number: at + 1, of: texts.length }),
    )
    return values.map((value, at) => writeNotes(value, at + 1, maxChars))
  }

  let groups = groupNotes(await takeNotes(parts, 'part'), maxChars)
  while (groups.length > 1) {
    expected += groups.length
    groups = groupNotes(await takeNotes(groups, 'notes'), maxChars)
  }
  return ask(groups[0] ?? '', { kind: 'notes' })
}

/** As text for the next request, at most half of its limit: two always fit. */
function writeNotes(values: Record<string, string>, number: number, maxChars: number): string {
  const fields = Object.entries(values).filter(([, text]) => text !== '')
  const head = `Notes on part ${number}`
  const room = Math.floor(maxChars / 2) - head.length - 2
  const share = Math.floor(room / Math.max(1, fields.length))
  const lines = fields.map(([name, text]) =>
    `${name}:\n${text}`.slice(0, Math.max(0, share - 2)).toWellFormed(),
  )
  return [head, ...lines].join('\n\n')
}

/** Groups notes in order, up to the limit of a request; each group but the last has two or more. */
function groupNotes(notes: readonly string[], maxChars: number): string[] {
  const groups: string[] = []
  let count = 0
  for (const note of notes) {
    const last = groups.at(-1)
    if (last !== undefined && (count < 2 || last.length + note.length + 2 <= maxChars)) {
      groups[groups.length - 1] = `${last}\n\n${note}`
      count += 1
    } else {
      groups.push(note)
      count = 1
    }
  }
  return groups
}
