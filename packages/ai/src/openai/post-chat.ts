import { type ChatWishes, chatBodyOf, type Message, withoutRefusedWish } from './chat-wishes.ts'
import type { Gate } from './create-gate.ts'
import { type Endpoint, urlOf } from './endpoint.ts'
import { textEngine } from './engine.ts'
import { ContextExceeded, exceedsContext } from './exceeds-context.ts'
import { failureOf } from './failure-of.ts'
import { joinEvents } from './join-events.ts'
import type { Pace } from './pace.ts'
import { parseJson } from './parse-json.ts'
import { type Answer, type PostBody, post } from './post.ts'
import { type Completion, readCompletion } from './read-completion.ts'
import type { JsonSchema } from './schema-of.ts'
import type { UsageMeter } from './usage-meter.ts'

/** An endpoint for the requests of one answer, with what all answers of this process know of it. */
export interface ChatEndpoint extends Endpoint {
  /** Changed by what it refuses. */
  wishes: ChatWishes
  gate: Gate
  pace: Pace
  /** It works on one request at a time, maybe on a small machine: after a timeout it gets more time. */
  slow: boolean
  /** Bound of an answer; null for the server's own. */
  maxTokens: number | null
  /** Another engine writes what this one sends in no form that can be read; else that is an error. */
  hasStandIn: boolean
  meter: UsageMeter
}

export type ChatAnswer = Pick<Completion, 'content' | 'cut' | 'refused'>

/**
 * One chat request. What the endpoint refuses by name is left out in a retry, and from then on. Errors: those of the text
 * model, and `ContextExceeded`.
 */
export async function postChat(
  endpoint: ChatEndpoint,
  messages: readonly Message[],
  schema: JsonSchema,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  // What is refused is known before the next request takes the place.
  return endpoint.pace.run(0, signal, (longerMs) => {
    const timeoutMs = endpoint.slow ? longerMs : endpoint.timeoutMs
    return negotiate({ ...endpoint, timeoutMs }, messages, schema, signal)
  })
}

async function negotiate(
  endpoint: ChatEndpoint,
  messages: readonly Message[],
  schema: JsonSchema,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const { model, maxTokens, meter, wishes } = endpoint
  let asked: ChatWishes = { ...wishes }
  for (;;) {
    const body = jsonBody(chatBodyOf({ model, messages, schema, maxTokens }, asked))
    const answer = await exchange(endpoint, body, signal)
    if (isFiltered(answer)) return { content: '', cut: false, refused: true }
    if (answer.status !== 200) {
      asked = fewerWishes(asked, answer)
      continue
    }
    const { content, cut, refused, input, output } = readCompletion(answer.text)
    Object.assign(wishes, asked)
    meter.add(messages.map((message) => message.content).join('\n'), content, { input, output })
    return { content, cut, refused }
  }
}

/** What is left to ask for after a refusal. Throws when the refusal is about something else. */
function fewerWishes(asked: ChatWishes, answer: Answer): ChatWishes {
  const failure = failureOf(textEngine, answer)
  const mayBeWish = [400, 415, 422, 500, 501].includes(answer.status) && !isTooLong(answer)
  const fewer = mayBeWish ? withoutRefusedWish(asked, answer.status, answer.text) : null
  if (fewer !== null) return fewer
  throw isTooLong(answer) ? new ContextExceeded(failure) : failure
}

/** A filter in front of the model refuses the source (Azure, DashScope). */
const isFiltered = ({ status, text }: Answer): boolean =>
  status === 400 && /"?content_filter\b|content management policy|data_inspection_failed/i.test(text)

/** A bound of the answer that is larger than the context can be left out. */
const isTooLong = (answer: Answer): boolean =>
  exceedsContext(answer) && !/max_(?:completion_)?tokens\W[^\n]*too large/i.test(answer.text)

/** One request, unless the endpoint is away. */
async function exchange(endpoint: ChatEndpoint, body: PostBody, signal: AbortSignal): Promise<Answer> {
  const url = urlOf(endpoint.baseUrl, 'chat/completions')
  return endpoint.gate.run(async () => {
    const sent = await post(textEngine, url, endpoint, body, signal)
    const answer = withItsError({ ...sent, text: joinEvents(sent.text) })
    const failure = answer.status === 200 || isTooLong(answer) ? null : failureOf(textEngine, answer)
    if (failure?.outage) throw failure
    return answer
  })
}

/** Routers answer 200 with an error of what is behind them (OpenRouter: `{"error": {"code": 502, …}}`). */
function withItsError(answer: Answer): Answer {
  if (answer.status !== 200) return answer
  const json = parseJson(answer.text)
  if (typeof json !== 'object' || json === null || !('error' in json) || !json.error) return answer
  if ('choices' in json && json.choices) return answer
  const code = typeof json.error === 'object' && 'code' in json.error ? Number(json.error.code) : Number.NaN
  return { ...answer, status: code >= 400 && code < 600 ? code : 500 }
}

function jsonBody(value: unknown): PostBody {
  const bytes = Buffer.from(JSON.stringify(value))
  return { contentType: 'application/json', bytes: bytes.length, chunks: [bytes] }
}
