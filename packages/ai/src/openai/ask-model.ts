import { AppError, type TextModelRequest } from '@async-events/core'
import type { Endpoint } from './endpoint.ts'
import { type Message, postChat, type Usage } from './post-chat.ts'
import { readAnswer } from './read-answer.ts'
import { schemaOf } from './schema-of.ts'
import { sumUsage } from './sum-usage.ts'
import { repairMessage, type SourceKind, systemMessage, userMessage } from './write-prompt.ts'

export interface ModelAnswer {
  values: Record<string, string>
  usage: Usage | null
}

/** Maximum characters of an invalid answer that are sent back. */
const mostRepeated = 20_000

/** Requests all fields at once. One invalid answer is reported to the model and retried. */
export async function askModel(
  endpoint: Endpoint,
  request: TextModelRequest,
  kind: SourceKind,
): Promise<ModelAnswer> {
  const messages: Message[] = [
    { role: 'system', content: systemMessage(request, kind) },
    { role: 'user', content: userMessage(request) },
  ]
  const schema = schemaOf(request.fields)
  const first = await postChat(endpoint, messages, schema, request.signal)
  const read = readAnswer(first, request.fields)
  if (read.ok) return { values: read.values, usage: first.usage }

  const again: Message[] = [
    ...messages,
    { role: 'assistant', content: first.content.slice(0, mostRepeated) },
    { role: 'user', content: repairMessage(read.problem) },
  ]
  const second = await postChat(endpoint, again, schema, request.signal)
  const repaired = readAnswer(second, request.fields)
  if (repaired.ok) return { values: repaired.values, usage: sumUsage(first.usage, second.usage) }
  throw new AppError(
    'model_output_invalid',
    `The text model sent an invalid response twice: ${repaired.problem}`,
  )
}
