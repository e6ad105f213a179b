import type { StepContext, StepWarning, Transcriber } from '@async-events/core'

export interface EngineProblem {
  reason: string
  warning: StepWarning
}

type Engine = Pick<StepContext, 'transcriber' | 'transcriberAdvice'>

const anyEngine =
  'Run "npm run models -- get base" for Whisper (every language), install pocketsphinx and pocketsphinx-en-us (English only), or set TRANSCRIPT_ENGINE=openai with TRANSCRIPT_MODEL and TRANSCRIPT_BASE_URL'

/** Why no engine can transcribe this recording; null when one can. */
export function engineProblem(
  { transcriber, transcriberAdvice }: Engine,
  stated: string | null,
): EngineProblem | null {
  if (transcriber === null) {
    const message = `There is no transcript: there is no speech engine to use. ${transcriberAdvice ?? anyEngine}`
    return { reason: 'not_configured', warning: { code: 'no_transcriber', message } }
  }
  const { languages, name } = transcriber
  if (languages === null || stated === null || languages.includes(stated)) return null
  const known = languages.map((one) => `"${one}"`).join(', ')
  const others =
    transcriberAdvice ??
    'Whisper with a model of every language ("npm run models -- get base") and TRANSCRIPT_ENGINE=openai support others'
  const message = `There is no transcript: the engine ${name} supports ${known} only, and the recording is in "${stated}". ${others}`
  return { reason: 'language_not_supported', warning: { code: 'language_not_supported', message } }
}

/** Where a better engine is one command away: a warning for the job whose recording the engine has heard. */
export function betterEngine(
  { transcriberAdvice }: Pick<Engine, 'transcriberAdvice'>,
  { name }: Transcriber,
): StepWarning[] {
  if (transcriberAdvice === null) return []
  const message = `The transcript is of ${name}, which has many errors and no punctuation. ${transcriberAdvice}`
  return [{ code: 'better_engine_available', message }]
}
