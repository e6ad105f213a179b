import type { TextUsage } from '@async-events/core'

/** What two pieces of work took together. */
export function sumUsage(one: TextUsage | null, other: TextUsage | null): TextUsage | null {
  if (one === null || other === null) return one ?? other
  const currency = one.currency ?? other.currency
  return {
    input_tokens: one.input_tokens + other.input_tokens,
    output_tokens: one.output_tokens + other.output_tokens,
    requests: (one.requests ?? 1) + (other.requests ?? 1),
    ...((one.estimated || other.estimated) && { estimated: true as const }),
    ...((one.cost !== undefined || other.cost !== undefined) && {
      cost: Math.round(((one.cost ?? 0) + (other.cost ?? 0)) * 1e6) / 1e6,
    }),
    ...(currency !== undefined && { currency }),
  }
}
