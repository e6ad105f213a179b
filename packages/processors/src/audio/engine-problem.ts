import type { Transcriber } from '@async-events/core'

export interface EngineProblem {
  reason: string
  warning: { code: string; message: string }
}

/** Why no engine can transcribe this recording; null when one can. */
export function engineProblem(transcriber: Transcriber | null, stated: string | null): EngineProblem | null {
  if (transcriber === null) {
    const message =
      'There is no transcript: no engine is configured. Install pocketsphinx and pocketsphinx-en-us (English only), or set TRANSCRIPT_ENGINE=openai with TRANSCRIPT_MODEL and TRANSCRIPT_BASE_URL'
    return { reason: 'not_configured', warning: { code: 'no_transcriber', message } }
  }
  const { languages, name } = transcriber
  if (languages === null || stated === null || languages.includes(stated)) return null
  const known = languages.map((one) => `"${one}"`).join(', ')
  const message = `There is no transcript: the engine ${name} supports ${known} only, and the recording is in "${stated}"; TRANSCRIPT_ENGINE=openai supports others`
  return { reason: 'language_not_supported', warning: { code: 'language_not_supported', message } }
}
