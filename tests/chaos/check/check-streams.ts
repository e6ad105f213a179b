import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { deletedOf } from './check-accepted.ts'
import { type Violation, violationOf } from './invariants.ts'

/** A stream's reader gets every event once and in order, across reconnects. */
export function checkStreams({ history, dump }: Pick<Evidence, 'history' | 'dump'>): Violation[] {
  const isDeleted = deletedOf({ history })
  const told = Map.groupBy(entriesOf(history, 'told'), ({ reader }) => reader)
  const gaps: string[] = []
  const cut: string[] = []
  for (const [reader, events] of told) {
    const wrong = events.findIndex(({ id }, index) => id !== index + 1)
    if (wrong !== -1)
      gaps.push(`${reader} of ${events[0]?.subject}: ${events[wrong]?.id} where ${wrong + 1} was due`)
  }
  for (const { reader, subject, complete } of entriesOf(history, 'stream-end')) {
    if (isDeleted(subject)) continue
    const last = told.get(reader)?.at(-1)
    if (!complete)
      cut.push(`${reader} of ${subject} never came to the end; last was ${last?.id ?? 'nothing'}`)
  }
  const positions = Map.groupBy(
    dump.events.filter(({ pos }) => pos !== null),
    ({ batch_id }) => batch_id ?? '',
  )
  const holes = [...positions].flatMap(([batch, events]) => {
    if (isDeleted(batch)) return []
    const numbers = events.map(({ pos }) => pos ?? 0).sort((one, other) => one - other)
    const wrong = numbers.findIndex((pos, index) => pos !== index + 1)
    return wrong === -1 ? [] : [`${batch}: ${numbers[wrong]} where ${wrong + 1} was due`]
  })
  return [
    ...violationOf(9, 'streams have gaps or repeat themselves', gaps),
    ...violationOf(9, 'streams did not end', cut),
    ...violationOf(9, 'the log of a batch has holes', holes),
  ]
}
