import type { TextModelRequest } from '@async-events/core'
import { askModel, type Review } from './ask-model.ts'
import { mapInParallel } from './map-in-parallel.ts'
import type { ChatEndpoint } from './post-chat.ts'
import type { ReadAnswer } from './read-answer.ts'
import type { SourceKind } from './write-prompt.ts'

/** Parts requested at a time. */
const concurrency = 3

export interface PartsAnswer extends ReadAnswer {
  /** Requests for notes, and those whose answer could not be read: what only they hold is missing. */
  notes: { asked: number; lost: number }
}

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
): Promise<PartsAnswer> {
  let asked = 0
  let lost = 0
  let expected = parts.length + 1
  const ask = async (text: string, kind: SourceKind): Promise<ReadAnswer> => {
    const question = { ...request, source: { ...request.source, text } }
    const answer = await askModel(endpoint, question, kind, kind.kind === 'notes' ? review : undefined)
    asked += 1
    request.onProgress?.(asked / expected)
    return answer
  }

  const takeNotes = async (texts: readonly string[], of: 'part' | 'notes'): Promise<ReadAnswer[]> => {
    const answers = await mapInParallel(texts, concurrency, (text, at) =>
      ask(text, { kind: of === 'part' ? 'part' : 'some-notes', number: at + 1, of: texts.length }),
    )
    lost += answers.filter(({ unread }) => unread.size > 0).length
    return answers
  }
  const grouped = (answers: readonly ReadAnswer[]): string[] =>
    groupNotes(
      answers.map(({ values }, at) => writeNotes(values, at + 1, maxChars)),
      maxChars,
    )

  const first = await takeNotes(parts, 'part')
  const [unread] = first.map((answer) => answer.unread)
  // From no notes a model would write anything.
  if (unread !== undefined && first.every(({ values }) => Object.keys(values).length === 0))
    return { values: {}, unread, notes: { asked, lost } }
  let groups = grouped(first)
  while (groups.length > 1) {
    expected += groups.length
    groups = grouped(await takeNotes(groups, 'notes'))
  }
  const notes = { asked, lost }
  return { ...(await ask(groups[0] ?? '', { kind: 'notes' })), notes }
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
