import { type EntryOf, entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { faultWindows, overlaps } from './fault-windows.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Recovery time of the service after a fault. */
const recoveryMs = 15_000
/** A 503 takes 3 s at most; two cores with a dozen processes may need a little longer. */
const unavailableMs = 5_000

/** Responses follow the contract during faults: errors have the envelope, and 503 is the only server error. */
export function checkAnswers({ history }: Pick<Evidence, 'history'>): Violation[] {
  const requests = entriesOf(history, 'request')
  const windows = faultWindows(history, recoveryMs)
  const during = (
    request: EntryOf<'request'>,
    concerns: (target: string, fault: string) => boolean,
  ): boolean =>
    windows.some(
      (window) => concerns(window.target, window.fault) && overlaps(window, request.started_at, request.at),
    )
  const shown = ({ operation, api, status, error, at, started_at }: EntryOf<'request'>): string =>
    `${operation} at api-${api + 1}: ${status ?? error} after ${at - started_at} ms, ${new Date(started_at).toISOString()}`
  const answered = requests.filter(({ status }) => status !== null)

  const crashes = answered.filter(({ status }) => (status ?? 0) >= 500 && status !== 503)
  const bare = answered.filter(({ envelope }) => envelope === false)
  const hasty = answered.filter(({ status, retry_after }) => status === 503 && !retry_after)
  // Redis down does not excuse it.
  const needless = answered.filter(
    (request) => request.status === 503 && !during(request, (target) => target !== 'redis'),
  )
  const slow = answered.filter(
    (request) =>
      request.status === 503 &&
      // Long polls are slow on purpose.
      request.operation !== 'waitForJob' &&
      request.at - request.started_at > unavailableMs &&
      !during(request, (target, fault) => target.startsWith('api') && fault === 'freeze'),
  )
  const silent = requests.filter(
    (request) => request.status === null && !during(request, (target) => target !== 'redis'),
  )
  return [
    ...violationOf(11, 'answers of 5xx that are not 503', crashes.map(shown)),
    ...violationOf(11, 'errors without the envelope', bare.map(shown)),
    ...violationOf(11, '503 without Retry-After', hasty.map(shown)),
    ...violationOf(12, '503 though neither the database nor the API was disturbed', needless.map(shown)),
    ...violationOf(11, '503 came late', slow.map(shown)),
    ...violationOf(11, 'no answer though neither the database nor the API was disturbed', silent.map(shown)),
  ]
}
