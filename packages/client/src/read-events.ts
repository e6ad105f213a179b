import { chunksOf } from './chunks-of.ts'
import type { BatchStreamData, JobStreamData } from './types.ts'

/** An event of the log has a number as `id`; progress, which is only the state of things now, has none. */
type Numbered<Data> = Data extends { type: infer Type extends string }
  ? { id: string; type: Type; data: Data }
  : never
type Progress<Data> = Data extends { type: string } ? never : { id: null; type: 'progress'; data: Data }

/** What a stream of a job tells: `type` says of what kind `data` is. */
export type JobNews = Numbered<JobStreamData> | Progress<JobStreamData>
/** What a stream of a batch tells, of all its jobs. */
export type BatchNews = Numbered<BatchStreamData> | Progress<BatchStreamData>

interface Frame {
  id: string | null
  type: string
  data: string
}

/**
 * Parses a body of server-sent events (HTML standard, section 9.2.6), as far as the API uses it. `alive` is called at
 * each sign of life, comments included.
 */
export async function* readFrames(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  alive: () => void = () => {},
): AsyncGenerator<Frame, void, void> {
  let rest = ''
  for await (const chunk of chunksOf(body.pipeThrough(new TextDecoderStream()))) {
    alive()
    const frames = (rest + chunk).split('\n\n')
    rest = frames.pop() ?? ''
    for (const text of frames) {
      const frame = readFrame(text)
      if (frame) yield frame
    }
  }
}

function readFrame(text: string): Frame | null {
  let id: string | null = null
  let type = 'message'
  const data: string[] = []
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':')
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (line.startsWith('id:')) id = value
    else if (line.startsWith('event:')) type = value
    else if (line.startsWith('data:')) data.push(value)
  }
  return data.length === 0 ? null : { id, type, data: data.join('\n') }
}
