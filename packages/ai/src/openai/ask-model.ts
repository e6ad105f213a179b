import { AppError, type TextModelRequest } from '@async-events/core'
import type { Message } from './chat-wishes.ts'
import { type ChatEndpoint, postChat } from './post-chat.ts'
import { readAnswer } from './read-answer.ts'
import { schemaOf } from './schema-of.ts'
import { repairMessage, type SourceKind, systemMessage, userMessage } from './write-prompt.ts'

/** Says what is wrong with values, by field: "it …". */
export type Review = (values: Readonly<Record<string, string>>) => Promise<ReadonlyMap<string, string>>

/** Maximum characters of an invalid answer that are sent back. */
const mostRepeated = 20_000

/**
 * Requests all fields at once. One invalid answer is reported to the model and retried, and so are values that `review`
 * finds faults with: of that answer only those fields are taken, and only if they are valid.
 */
export async function askModel(
  endpoint: ChatEndpoint,
  request: TextModelRequest,
  kind: SourceKind,
  review?: Review,
): Promise<Record<string, string>> {
  const messages: Message[] = [
    { role: 'system', content: systemMessage(request, kind) },
    { role: 'user', content: userMessage(request) },
  ]
  const schema = schemaOf(request.fields)
  const ask = (more: readonly Message[]) => postChat(endpoint, [...messages, ...more], schema, request.signal)
  const again = (content: string, problem: string) =>
    ask([
      { role: 'assistant', content: content.slice(0, mostRepeated) },
      { role: 'user', content: repairMessage(problem) },
    ])

  let answer = await ask([])
  let read = readAnswer(answer, request.fields)
  if (!read.ok) {
    answer = await again(answer.content, read.problem)
    read = readAnswer(answer, request.fields)
    if (!read.ok) {
      throw new AppError(
        'model_output_invalid',
        `The text model sent an invalid response twice: ${read.problem}`,
      )
    }
  }
  const faults = (await review?.(read.values)) ?? new Map<string, string>()
  if (faults.size === 0) return read.values
  const second = await again(answer.content, faultsOf(faults))
  const better = readAnswer(second, request.fields)
  const corrected = better.ok
    ? Object.fromEntries(Object.entries(better.values).filter(([name]) => faults.has(name)))
    : {}
  return { ...read.values, ...corrected }
}

const faultsOf = (faults: ReadonlyMap<string, string>): string =>
  [...faults].map(([name, fault]) => `the text of ${JSON.stringify(name)} ${fault}`).join('; ')
