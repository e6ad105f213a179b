/**
 * Places where a test can crash a process to show that nothing is lost. The inserts of a batch's jobs and of its document
 * are separate places.
 */
export const crashPoints = [
  /** The log tells of a job that is not stored yet. */
  'before-insert',
  /** The job is stored, or all jobs of a batch are, still hidden. */
  'after-insert',
  /** The batch document is stored, which is its commit; its jobs are on hold. */
  'after-batch',
  /** The jobs of the batch may be claimed; no message was published. */
  'after-release',
  /** Messages are in the queue; the job still counts as not published. */
  'after-add',
  /** The job is marked as published. */
  'after-mark',
  /** The answer is stored for its Idempotency-Key, if any, but not sent. */
  'before-reply',
  /** Bytes are in the artifact store; nothing refers to them. */
  'after-artifact-write',
  /** The results are stored; the state that refers to them is not. */
  'after-results',
  /** The step is done; nothing that follows was published or relayed. */
  'after-commit',
] as const
export type CrashPoint = (typeof crashPoints)[number]

let onPass: ((passed: CrashPoint) => void) | null = null

/** What happens at `point` from now on. For one process at a time: there is one death. */
export function armCrashPoint(point: CrashPoint, die: () => void): void {
  onPass = (passed) => {
    if (passed === point) die()
  }
}

/** Called where it is. Costs a comparison. */
export function crashPoint(point: CrashPoint): void {
  onPass?.(point)
}
