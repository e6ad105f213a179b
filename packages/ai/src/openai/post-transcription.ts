import { AppError, type TranscribeAnswer, type TranscribeRequest } from '@async-events/core'
import { type Endpoint, urlOf } from './endpoint.ts'
import { speechEngine } from './engine.ts'
import { failureOf } from './failure-of.ts'
import { fitPrompt } from './fit-prompt.ts'
import { multipart } from './multipart.ts'
import { type Answer, post } from './post.ts'
import { readTranscription } from './read-transcription.ts'
import { fieldsOf, type Wishes, withoutRefused } from './wishes.ts'

/**
 * One file to `POST /audio/transcriptions` (OpenAI API reference, "Create transcription"). What the endpoint refuses is
 * left out in a retry, and in `wishes` for the next file.
 */
export async function postTranscription(
  endpoint: Endpoint,
  wishes: Wishes,
  request: TranscribeRequest,
): Promise<TranscribeAnswer> {
  let asked: Wishes = { ...wishes }
  for (;;) {
    const answer = await send(endpoint, asked, request)
    if (answer.status !== 200) {
      const refused = answer.status === 400 || answer.status === 422
      const fewer = refused ? withoutRefused(asked, answer.text) : null
      if (fewer === null) throw problemOf(answer)
      asked = fewer
      continue
    }
    const { heardAs, ...read } = readTranscription(answer.text, request.durationSeconds)
    Object.assign(wishes, asked)
    // whisper.cpp's server takes English unless told otherwise, and makes nonsense of other languages; it says what it
    // would have detected.
    if (request.language !== null || heardAs === null || heardAs === read.language || asked.detection)
      return read
    asked = { ...asked, detection: true }
  }
}

async function send(
  endpoint: Endpoint,
  wishes: Wishes,
  { file, language, prompt, signal }: TranscribeRequest,
): Promise<Answer> {
  const wav = file.toLowerCase().endsWith('.wav')
  const fields = fieldsOf(endpoint.model, wishes, { language, prompt: prompt && fitPrompt(prompt) })
  const body = await multipart(fields, {
    field: 'file',
    path: file,
    // Servers detect the format by file extension.
    filename: wav ? 'audio.wav' : 'audio.flac',
    mediaType: wav ? 'audio/wav' : 'audio/flac',
  })
  return post(speechEngine, urlOf(endpoint.baseUrl, 'audio/transcriptions'), endpoint, body, signal)
}

function problemOf(answer: Answer): AppError {
  const failure = failureOf(speechEngine, answer)
  if (answer.status !== 404) return failure
  return new AppError(
    failure.code,
    `${failure.message}: TRANSCRIPT_BASE_URL or TRANSCRIPT_MODEL is wrong; whisper-server needs --inference-path /v1/audio/transcriptions`,
    { cause: failure.cause },
  )
}
