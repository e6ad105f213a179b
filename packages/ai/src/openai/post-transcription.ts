import type { TranscribeAnswer, TranscribeRequest } from '@async-events/core'
import { type Endpoint, urlOf } from './endpoint.ts'
import { speechEngine } from './engine.ts'
import { failureOf } from './failure-of.ts'
import { multipart } from './multipart.ts'
import { post } from './post.ts'
import { readTranscription } from './read-transcription.ts'

/** Optional parameters, which an endpoint may not support. */
export interface Wishes {
  /** Segments with timestamps; otherwise one text. */
  verbose: boolean
  granularities: boolean
  language: boolean
}

/**
 * One file to `POST /audio/transcriptions` (OpenAI API reference, "Create transcription"). A parameter that the
 * endpoint rejects with 400 is omitted in a retry, and in `wishes` for the next file.
 */
export async function postTranscription(
  endpoint: Endpoint,
  wishes: Wishes,
  { file, durationSeconds, language, signal }: TranscribeRequest,
): Promise<TranscribeAnswer> {
  const url = urlOf(endpoint.baseUrl, 'audio/transcriptions')
  for (;;) {
    const fields: [string, string][] = [
      ['model', endpoint.model],
      ['response_format', wishes.verbose ? 'verbose_json' : 'json'],
      ...(wishes.verbose && wishes.granularities
        ? [['timestamp_granularities[]', 'segment'] satisfies [string, string]]
        : []),
      ...(wishes.language && language !== null ? [['language', language] satisfies [string, string]] : []),
    ]
    const wav = file.toLowerCase().endsWith('.wav')
    const body = await multipart(fields, {
      field: 'file',
      path: file,
      // Servers detect the format by file extension.
      filename: wav ? 'audio.wav' : 'audio.flac',
      mediaType: wav ? 'audio/wav' : 'audio/flac',
    })
    const answer = await post(speechEngine, url, endpoint, body, signal)
    if (answer.status === 200) return readTranscription(answer.text, durationSeconds)
    const refused = answer.status === 400 || answer.status === 422
    if (!refused || !giveUpOne(wishes, answer.text)) throw failureOf(speechEngine, answer)
  }
}

/** Drops the parameter that a 400 names. False when it names none that was sent. */
function giveUpOne(wishes: Wishes, problem: string): boolean {
  const named: readonly [keyof Wishes, RegExp][] = [
    ['granularities', /timestamp_granularities/i],
    ['verbose', /response_format|verbose_json/i],
    ['language', /\blanguage\b/i],
  ]
  const found = named.find(([wish, name]) => wishes[wish] && name.test(problem))
  if (found) wishes[found[0]] = false
  return found !== undefined
}
