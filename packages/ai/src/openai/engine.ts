import type { ErrorCode } from '@async-events/core'

/** Purpose of an endpoint, and its error codes. */
export interface Engine {
  /** For messages, as in "The text model did not answer in time". */
  what: string
  unavailable: ErrorCode
  refused: ErrorCode
  invalid: ErrorCode
  /** Work waits for an endpoint that is away, and costs no attempt. */
  waits: boolean
}

export const textEngine: Engine = {
  what: 'text model',
  unavailable: 'model_unavailable',
  refused: 'model_refused',
  invalid: 'model_output_invalid',
  waits: false,
}

export const speechEngine: Engine = {
  what: 'transcriber',
  unavailable: 'transcriber_unavailable',
  refused: 'transcriber_refused',
  invalid: 'transcript_invalid',
  waits: true,
}
