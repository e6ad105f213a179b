import { findPublished } from '@async-events/models'

/** The steps that are missing for Whisper, for people. `wanted` is `WHISPER_MODEL`. */
export function whisperAdvice({
  canRun,
  hasModel,
  wanted,
}: {
  canRun: boolean
  hasModel: boolean
  wanted: string | undefined
}): string {
  const steps = [
    ...(canRun ? [] : ['install whisper.cpp (its program whisper-cli)']),
    ...(hasModel ? [] : [bringModel(wanted)]),
  ]
  return `For Whisper, which hears 99 languages, ${steps.join(', and ')}. Or name an endpoint with TRANSCRIPT_MODEL and TRANSCRIPT_BASE_URL`
}

function bringModel(wanted: string | undefined): string {
  const model = findPublished(wanted ?? 'base')
  return model === null
    ? 'put the model that WHISPER_MODEL names into MODELS_DIR'
    : `run "npm run models -- get ${model.name}" (${Math.round(model.bytes / 1e6)} MB)`
}
