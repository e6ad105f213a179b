/** A server-sent event; `id` is null for news that are not numbered (progress). */
export interface ServerEvent {
  id: string | null
  type: string
  data: unknown
}

/** Parses a body of server-sent events (HTML standard, section 9.2.6), as far as the API uses it. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent, void, void> {
  let rest = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    const frames = (rest + chunk).split('\n\n')
    rest = frames.pop() ?? ''
    for (const frame of frames) {
      const event = readFrame(frame)
      if (event) yield event
    }
  }
}

function readFrame(frame: string): ServerEvent | null {
  let id: string | null = null
  let type = 'message'
  const data: string[] = []
  for (const line of frame.split('\n')) {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (line.startsWith('id:')) id = value
    else if (line.startsWith('event:')) type = value
    else if (line.startsWith('data:')) data.push(value)
  }
  return data.length === 0 ? null : { id, type, data: JSON.parse(data.join('\n')) }
}
