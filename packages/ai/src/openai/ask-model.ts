import { AppError, type TextModelRequest } from '@async-events/core'
import type { Message } from './chat-wishes.ts'
import { type ChatAnswer, type ChatEndpoint, postChat } from './post-chat.ts'
import { type ReadAnswer, readAnswer } from './read-answer.ts'
import { schemaOf } from './schema-of.ts'
import { repairMessage, type SourceKind, systemMessage, userMessage } from './write-prompt.ts'

/** Says what is wrong with values, by field: "it …". */
export type Review = (values: Readonly<Record<string, string>>) => Promise<ReadonlyMap<string, string>>

/** Maximum characters of an invalid answer that are sent back. */
const mostRepeated = 20_000

/**
 * Requests all fields at once. Fields that cannot be read are reported to the model and asked for once more, and so are
 * values that `review` finds faults with: of that answer only those fields are taken. What cannot be read then either is
 * `unread`, or an error where the endpoint has no stand-in.
 */
export async function askModel(
  endpoint: ChatEndpoint,
  request: TextModelRequest,
  kind: SourceKind,
  review?: Review,
): Promise<ReadAnswer> {
  const messages: Message[] = [
    { role: 'system', content: systemMessage(request, kind) },
    { role: 'user', content: userMessage(request) },
  ]
  const schema = schemaOf(request.fields)
  const ask = (more: readonly Message[]) => postChat(endpoint, [...messages, ...more], schema, request.signal)
  const again = (content: string, problems: ReadonlyMap<string, string>) =>
    ask([
      { role: 'assistant', content: content.slice(0, mostRepeated) },
      { role: 'user', content: repairMessage(listed(problems)) },
    ])

  let answer = await ask([])
  let read = readAnswer(answer, request.fields)
  // Who refuses once refuses again.
  if (read.unread.size > 0 && !answer.refused) {
    answer = await again(answer.content, read.unread)
    read = joined(read, readAnswer(answer, request.fields))
  }
  if (read.unread.size > 0 && !endpoint.hasStandIn) throw invalid(answer, read.unread)
  const faults = (await review?.(read.values)) ?? new Map<string, string>()
  if (faults.size === 0) return read
  const better = readAnswer(await again(answer.content, faults), request.fields)
  const corrected = Object.entries(better.values).filter(([name]) => faults.has(name))
  return { ...read, values: { ...read.values, ...Object.fromEntries(corrected) } }
}

/** What could be read of either answer, rather of the second. */
const joined = (first: ReadAnswer, second: ReadAnswer): ReadAnswer => ({
  values: { ...first.values, ...second.values },
  unread: new Map([...second.unread].filter(([name]) => first.unread.has(name))),
})

const invalid = (answer: ChatAnswer, problems: ReadonlyMap<string, string>): AppError =>
  answer.refused
    ? new AppError('model_refused', 'The text model refused to write about this source')
    : new AppError(
        'model_output_invalid',
        `The text model sent an answer of the wrong form, also when asked again: ${listed(problems)}`,
      )

/** Fields with the same problem together. */
function listed(problems: ReadonlyMap<string, string>): string {
  const groups = Map.groupBy(problems, ([, problem]) => problem)
  return [...groups]
    .map(([problem, of]) => {
      const names = of.slice(0, 10).map(([name]) => JSON.stringify(name.slice(0, 100)))
      return `the text of ${names.join(', ')}${of.length > names.length ? ' and others' : ''} ${problem}`
    })
    .join('; ')
}
