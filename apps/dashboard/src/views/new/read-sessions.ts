import { type Draft, type FieldKinds, type Problem, splitRow } from './draft.ts'
import { readTable } from './read-table.ts'

export interface ReadSessions {
  drafts: Draft[]
  problems: Problem[]
  /** Fields of a batch, where the JSON is one. */
  batch: Readonly<Record<string, unknown>>
}

/**
 * Reads sessions as people have them: JSON as the API takes it (a job, a list, a batch), addresses one on each line, a table
 * with or without a line of names. Nothing is lost in silence: what cannot be read is a problem with its line.
 */
export function readSessions(text: string, kinds: FieldKinds): ReadSessions {
  const given = text.replace(/^\ufeff/, '')
  if (given.trim() === '') return { drafts: [], problems: [], batch: {} }
  return /^\s*[[{]/.test(given) ? readJson(given) : { ...readTable(given, kinds), batch: {} }
}

function readJson(text: string): ReadSessions {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { drafts: [], problems: [{ line: null, kind: 'not_json', text: reason }], batch: {} }
  }
  const isBatch = isRecord(content) && Array.isArray(content.jobs)
  const whole = isRecord(content) && isBatch ? content : { jobs: [content].flat() }
  const { jobs, ...batch }: Record<string, unknown> = whole
  const items: readonly unknown[] = Array.isArray(jobs) ? jobs : []
  const problems: Problem[] = items.length === 0 ? [{ line: null, kind: 'no_jobs', text: '' }] : []
  const drafts: Draft[] = []
  for (const [index, item] of items.entries()) {
    const line = index + 1
    if (!isRecord(item)) problems.push({ line, kind: 'no_job', text: JSON.stringify(item).slice(0, 80) })
    else if (isRecord(item.parameters)) {
      const { parameters, ...job } = item
      drafts.push({ line, parameters: item.parameters, job })
    } else drafts.push({ line, ...splitRow(item) })
  }
  return { drafts, problems, batch }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
