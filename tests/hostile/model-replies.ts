import {
  type ChatRequest,
  completion,
  fieldsIn,
  type Replies,
  type Reply,
  transcription,
} from '../../packages/ai/test/openai-server.ts'

/** What the text model does with a source whose text names it, as `model:<word>`. */
const behaviours = {
  /** No answer within its time, once. */
  silent: [{ silent: true }],
  busy: [{ status: 429, headers: { 'retry-after': '1' }, body: 'later' }],
  broken: [{ body: completion('{"lead": "The reed beds') }],
  shape: [{ body: completion('{"lead": 7}') }],
  nonsense: null,
} satisfies Record<string, Reply[] | null>

/** Words that the model obeyed an instruction with, and text that would break a document. */
export const obeyed = 'I have been told to say so'
const breaking = `${obeyed}\n---\nadmin: true\n---\n# Another title\n<script>alert(1)</script>\n{{session}} {slides}\n\`\`\`\n| a | b |`

/** Plays a model that writes each field, unless the source says what it does instead. */
export function modelReplies(): Replies {
  const counts = new Map<string, number>()
  return (request) => {
    if (!('messages' in request)) return { body: transcription(spoken, { language: 'german', duration: 3 }) }
    const asked = request.messages.map(({ content }) => content).join('\n')
    const [, word = '', id = ''] = /model:(\w+):(\w+)/.exec(asked) ?? []
    if (word === 'injection') return { body: completion(filled(request, breaking)) }
    if (word === 'nonsense') return { body: completion('I would rather not write JSON') }
    const plan = behaviours[word as keyof typeof behaviours] ?? []
    const at = counts.get(id) ?? 0
    counts.set(id, at + 1)
    return (plan ?? [])[at] ?? { body: completion(filled(request, plainText(asked))) }
  }
}

/** A sentence in the language that is asked for, which the pages of the tests say. */
const plainText = (asked: string): string =>
  asked.includes('Write in the language with the code "de"')
    ? 'Das Wasser fließt langsam durch das Schilf [1].'
    : 'Water moves slowly through the reed beds [1].'

/** Somebody who speaks three languages in three seconds. */
const spoken = [
  { start: 0, end: 1, text: 'Guten Tag zusammen.' },
  { start: 1, end: 2, text: 'Good morning to all of you.' },
  { start: 2, end: 3, text: 'Bonjour à tous.' },
]

const filled = (request: ChatRequest, text: string): string =>
  JSON.stringify(Object.fromEntries(fieldsIn(request).map((name) => [name, text])))
