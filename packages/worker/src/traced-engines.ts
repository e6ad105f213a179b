import { inSpan, type TextModel, type Trace, type Tracing, type Transcriber } from '@async-events/core'

/** A span for each request to an engine, whose endpoint is told it; without spans, the trace that the job belongs to. */

export function tracedModel(model: TextModel, trace: Trace | null, tracing: Tracing): TextModel {
  if (trace === null) return model
  const { translate } = model
  const asked = <T>(operation: string, ask: (trace: Trace | null) => Promise<T>): Promise<T> =>
    inSpan(tracing, operation, optionsOf(model, trace), (span) => ask(span.trace))
  return {
    ...model,
    fill: (request) => asked('text', (trace) => model.fill({ ...request, trace })),
    ...(translate && {
      translate: (request) => asked('translate', (trace) => translate({ ...request, trace })),
    }),
  }
}

export function tracedTranscriber(
  transcriber: Transcriber | null,
  trace: Trace | null,
  tracing: Tracing,
): Transcriber | null {
  if (trace === null || transcriber === null) return transcriber
  return {
    ...transcriber,
    transcribe: (request) =>
      inSpan(tracing, 'transcribe', optionsOf(transcriber, trace), (span) => {
        span.set({ 'async_events.sound_seconds': request.durationSeconds })
        return transcriber.transcribe({ ...request, trace: span.trace })
      }),
  }
}

const optionsOf = ({ name }: { name: string }, parent: Trace) => ({
  kind: 'client' as const,
  parent,
  attributes: { 'async_events.engine': name },
})
