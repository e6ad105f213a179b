/** The service's invariants, numbered as in its design; a check names those that it covers. */
export const invariants = {
  1: 'Accepted means durable',
  2: 'Redis is disposable',
  3: 'One terminal state per run, legal edges only',
  4: 'A zombie cannot write',
  5: 'Steps are idempotent',
  6: 'Restart keeps the last good result',
  7: 'Batch counters are derived',
  8: 'Cancel stops work',
  9: 'Webhooks at least once, one stable id per event',
  10: 'Idempotency-Key',
  11: 'MongoDB down: 503 and Retry-After',
  12: 'Redis down: reads work, submissions are accepted',
  13: 'Graceful stop',
  14: 'No silent wedge',
  15: 'Poison jobs end, their neighbours finish',
  16: 'Disk full leaves nothing corrupt',
  19: 'Everything is bounded',
} as const
export type InvariantNumber = keyof typeof invariants

export interface Violation {
  invariant: InvariantNumber
  /** The violation in one sentence. */
  message: string
  /** Ids and times that show it. */
  evidence: string[]
}

/** One violation for all findings of a kind, with as many of them as a reader wants to see; none when there are none. */
export function violationOf(
  invariant: InvariantNumber,
  message: string,
  findings: readonly string[],
): Violation[] {
  if (findings.length === 0) return []
  const shown = findings.slice(0, 20)
  const more = findings.length - shown.length
  return [
    {
      invariant,
      message: `${message}: ${findings.length}`,
      evidence: more > 0 ? [...shown, `and ${more} more`] : shown,
    },
  ]
}
