import type { Step } from './job.ts'

/** What a step takes. */
export interface Estimate {
  duration_ms: number
  /** Of a text model; null when none was asked. */
  input_tokens: number | null
  output_tokens: number | null
  /** In the currency of the configured prices; null when they are not known. */
  cost: number | null
}

/** Of a step that the last run did itself. */
export function estimateOf(step: Step | undefined): Estimate | null {
  if (!step || step.cached || step.started_at === null || step.completed_at === null) return null
  const { usage } = Object(step.output) as { usage?: Partial<Estimate> | null }
  return {
    duration_ms: step.completed_at.getTime() - step.started_at.getTime(),
    input_tokens: usage?.input_tokens ?? null,
    output_tokens: usage?.output_tokens ?? null,
    cost: usage?.cost ?? null,
  }
}

/** What steps took on average, each figure of those that have it; null without any. */
export function averageOf(estimates: readonly Estimate[]): Estimate | null {
  if (estimates.length === 0) return null
  const average = (field: keyof Estimate): number | null => {
    const known = estimates.flatMap((one) => one[field] ?? [])
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
  }
  const whole = (value: number | null): number | null => (value === null ? null : Math.round(value))
  return {
    duration_ms: Math.round(average('duration_ms') ?? 0),
    input_tokens: whole(average('input_tokens')),
    output_tokens: whole(average('output_tokens')),
    cost: average('cost'),
  }
}
