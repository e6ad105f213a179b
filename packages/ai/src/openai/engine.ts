import type { ErrorCode } from '@async-events/core'

/** Purpose of an endpoint, its error codes, and the variables that configure it. */
export interface Engine {
  /** For messages, as in "The text model did not answer in time". */
  what: string
  unavailable: ErrorCode
  refused: ErrorCode
  invalid: ErrorCode
  settings: { url: string; key: string; model: string }
}

export const textEngine: Engine = {
  what: 'text model',
  unavailable: 'model_unavailable',
  refused: 'model_refused',
  invalid: 'model_output_invalid',
  settings: { url: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY', model: 'TEXT_MODEL' },
}

export const speechEngine: Engine = {
  what: 'transcriber',
  unavailable: 'transcriber_unavailable',
  refused: 'transcriber_refused',
  invalid: 'transcript_invalid',
  settings: { url: 'TRANSCRIPT_BASE_URL', key: 'TRANSCRIPT_API_KEY', model: 'TRANSCRIPT_MODEL' },
}
