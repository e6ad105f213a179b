import type { TextModel, Trace, Transcriber } from '@async-events/core'

/** Engines that are told which trace the job belongs to; those without an endpoint ignore it. */

export function tracedModel(model: TextModel, trace: Trace | null): TextModel {
  if (trace === null) return model
  const { translate } = model
  return {
    ...model,
    fill: (request) => model.fill({ ...request, trace }),
    ...(translate && { translate: (request) => translate({ ...request, trace }) }),
  }
}

export function tracedTranscriber(transcriber: Transcriber | null, trace: Trace | null): Transcriber | null {
  if (trace === null || transcriber === null) return transcriber
  return { ...transcriber, transcribe: (request) => transcriber.transcribe({ ...request, trace }) }
}
