import type { Patience, ProcessorContract, Step } from '@async-events/core'

/** The longest time until a held message is looked at again: how late a step may learn that its engine is back. */
const longestMs = 20_000

/**
 * Milliseconds for which a step that waits for the text model need not be claimed, as it would find it away: one of many
 * steps asks, the others are held. Null when there is nothing to wait for, or its patience is over. Times differ, so that
 * steps do not come back together.
 */
export function heldMs(
  { engines }: Pick<ProcessorContract, 'engines'>,
  { status, waiting_since }: Pick<Step, 'status' | 'waiting_since'>,
  patience: Patience | undefined,
  now: Date,
): number | null {
  if (!patience || !waiting_since || status !== 'ready' || !engines.includes('text')) return null
  const left = waiting_since.getTime() + patience.ms - now.getTime()
  const held = Math.min(patience.heldMs(), left)
  if (held <= 0) return null
  return Math.ceil(Math.min(held, longestMs * (0.5 + 0.5 * Math.random())))
}
