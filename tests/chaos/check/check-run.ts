import type { Evidence } from '../evidence.ts'
import { checkAccepted, checkIdempotency } from './check-accepted.ts'
import { checkAnswers } from './check-answers.ts'
import { checkCancels } from './check-cancels.ts'
import { checkCounters } from './check-counters.ts'
import { checkEnds } from './check-ends.ts'
import { checkPauses } from './check-pauses.ts'
import { checkBounds, checkProcesses } from './check-processes.ts'
import { checkResults } from './check-results.ts'
import { checkStreams } from './check-streams.ts'
import { checkTransitions } from './check-transitions.ts'
import { checkWebhooks } from './check-webhooks.ts'
import { checkZombies } from './check-zombies.ts'
import type { InvariantNumber, Violation } from './invariants.ts'

/** Every check with the invariants that it can find violated. */
const checks: { check(evidence: Evidence): Violation[]; of: InvariantNumber[] }[] = [
  { check: checkAccepted, of: [1] },
  { check: checkIdempotency, of: [10] },
  { check: checkEnds, of: [2, 7, 9, 14, 15] },
  { check: checkTransitions, of: [3] },
  { check: checkZombies, of: [4] },
  { check: checkCounters, of: [7] },
  { check: checkCancels, of: [8] },
  { check: checkPauses, of: [8] },
  { check: checkWebhooks, of: [9] },
  { check: checkStreams, of: [9] },
  { check: checkResults, of: [5, 6, 16, 19] },
  { check: checkAnswers, of: [11, 12] },
  { check: checkProcesses, of: [8, 11, 13] },
  { check: checkBounds, of: [19] },
]

/** Judges a run: everything that is not as it must be, in the order of the invariants. Pure. */
export function checkRun(evidence: Evidence): Violation[] {
  return checks.flatMap(({ check }) => check(evidence)).sort((one, other) => one.invariant - other.invariant)
}

/** Those that a run can show to hold or not. */
export const checkedInvariants: readonly InvariantNumber[] = [
  ...new Set(checks.flatMap(({ of }) => of)),
].sort((one, other) => one - other)
