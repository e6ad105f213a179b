import { AppError, type Patience, type StepWarning, type TextModel } from '@async-events/core'

export interface Wait {
  /** When the step first waited for the engine; null when it has not. */
  since: Date | null
  now(): Date
}

/**
 * A text model whose outages a step waits out: until its patience is over they are errors that postpone the step, then
 * the stand-in writes, with the warning `text_model_away`, or the step fails.
 */
export function patientModel(model: TextModel, { since, now }: Wait): TextModel {
  const { patience } = model
  if (patience === undefined) return model
  return {
    ...model,
    async fill(request) {
      try {
        return await model.fill(request)
      } catch (thrown) {
        if (!(thrown instanceof AppError) || !thrown.outage) throw thrown
        const present = now()
        const began = since ?? present
        const end = new Date(began.getTime() + patience.ms)
        if (present < end) throw waiting(thrown, patience, { began, present, end })
        if (patience.standIn === null) throw overdue(thrown, began)
        const answer = await patience.standIn.fill(request)
        return {
          ...answer,
          warnings: [...answer.warnings, awayWarning(thrown, patience.standIn, began)],
          standIn: patience.standIn.name,
        }
      }
    },
  }
}

function waiting(
  error: AppError,
  { standIn }: Patience,
  { began, present, end }: { began: Date; present: Date; end: Date },
): AppError {
  const then =
    standIn === null ? 'then the job fails' : `then the engine "${standIn.name}" writes the document`
  const leftMs = end.getTime() - present.getTime()
  return new AppError(
    error.code,
    `${error.message}. The step waits for it since ${minuteOf(began)}, until ${minuteOf(end)} at the latest; ${then}`,
    {
      cause: error,
      outage: true,
      patient: true,
      ...(error.retryAfterMs === null ? {} : { retryAfterMs: Math.min(error.retryAfterMs, leftMs) }),
    },
  )
}

const overdue = (error: AppError, began: Date): AppError =>
  new AppError(
    error.code,
    `${error.message}. The step waited for it since ${minuteOf(began)} (TEXT_PATIENCE)`,
    {
      cause: error,
      retryable: false,
    },
  )

const awayWarning = (error: AppError, { name }: TextModel, began: Date): StepWarning => ({
  code: 'text_model_away',
  message: `${error.message}, since ${minuteOf(began)}: the engine "${name}" wrote the document. Restart the job from "transform" when the text model answers`,
})

/** Such as `2026-02-01 18:05 UTC`. */
const minuteOf = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`
