import { type EntryOf, entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { faultWindows, overlaps } from './fault-windows.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Maximum time from the cancel response to the end of its steps. */
const cancelMs = 5_000
/** The same after a fault that delays the message; connections reconnect. */
const recoveryMs = 5_000

/** A step that ran when its job was cancelled. */
export interface MetStep {
  job_id: string
  step: string
  process: string
  pid: number
  /** From the answer to the end of the step or of its process; null when it never ended. */
  ended_after_ms: number | null
  /** Its worker was frozen, or the database was away, which a worker without Redis asks. */
  is_excused: boolean
}

/** Steps of a cancelled job end within 5 s, told by the workers' own logs: a step ends there after its programs have. */
export function checkCancels({ history }: Pick<Evidence, 'history'>): Violation[] {
  const late = stepsMetByCancels(history).flatMap((met) =>
    met.is_excused || (met.ended_after_ms !== null && met.ended_after_ms <= cancelMs)
      ? []
      : [
          `${met.job_id}: ${met.step} in ${met.process} (${met.pid}) ended ${
            met.ended_after_ms === null ? 'never' : `after ${met.ended_after_ms} ms`
          }`,
        ],
  )
  return violationOf(8, 'steps went on after their job was cancelled', late)
}

export function stepsMetByCancels(history: Evidence['history']): MetStep[] {
  const jobsOf = new Map(entriesOf(history, 'accepted').map(({ batch_id, job_ids }) => [batch_id, job_ids]))
  const lines = Map.groupBy(entriesOf(history, 'step-log'), ({ job_id }) => job_id)
  const exits = entriesOf(history, 'process').filter(({ what }) => what === 'exited')
  const windows = faultWindows(history, recoveryMs)
  return entriesOf(history, 'control').flatMap(({ name, id, at, outcome }) => {
    if (name !== 'cancel' || outcome !== 'done') return []
    return (jobsOf.get(id) ?? [id]).flatMap((job_id) => {
      const own = lines.get(job_id) ?? []
      return own.flatMap((start) => {
        if (start.what !== 'started' || start.at > at) return []
        const { step, process, pid } = start
        const end = own.find((line) => endsAttempt(start, line))?.at
        const exit = exits.find((gone) => gone.pid === pid && gone.at >= start.at)?.at
        const ended = Math.min(end ?? Number.POSITIVE_INFINITY, exit ?? Number.POSITIVE_INFINITY)
        if (ended <= at) return []
        const is_excused = windows.some(
          (window) =>
            [process, 'database'].includes(window.target) && overlaps(window, at - recoveryMs, at + cancelMs),
        )
        const ended_after_ms = Number.isFinite(ended) ? ended - at : null
        return [{ job_id, step, process, pid, ended_after_ms, is_excused }]
      })
    })
  })
}

const endsAttempt = (start: EntryOf<'step-log'>, line: EntryOf<'step-log'>): boolean =>
  line.what !== 'started' &&
  line.pid === start.pid &&
  line.run === start.run &&
  line.step === start.step &&
  line.at >= start.at
