import { entriesOf } from '../../harness/history.ts'
import type { Evidence } from '../evidence.ts'
import { type Violation, violationOf } from './invariants.ts'

/** Processes exit only when told to, never unexpectedly, and leave no child process. */
export function checkProcesses({ history, dump, processes }: Evidence): Violation[] {
  const exits = entriesOf(history, 'process').filter((entry) => entry.what === 'exited')
  const complaints = entriesOf(history, 'complaint')
  const lastWords = (pid: number): string | undefined =>
    complaints.findLast((complaint) => complaint.pid === pid)?.message
  const rude = exits.flatMap((exit) =>
    exit.asked === 'SIGTERM' && exit.ready && exit.code !== 0
      ? [
          `${exit.name} (${exit.pid}) ended with ${exit.signal ?? exit.code} after ${exit.took_ms} ms: ${exit.fatal ?? lastWords(exit.pid)}`,
        ]
      : [],
  )
  const killed = exits.flatMap((exit) =>
    exit.asked === 'SIGKILL' && exit.took_ms !== null && exit.took_ms > 12_000 && exit.signal === 'SIGKILL'
      ? [`${exit.name} (${exit.pid}) did not stop in ${exit.took_ms} ms`]
      : [],
  )
  const died = exits.flatMap((exit) =>
    exit.asked === null && exit.fatal !== null ? [`${exit.name} (${exit.pid}): ${exit.fatal}`] : [],
  )
  const orphans = processes.map(({ pid, command }) => `${pid}: ${command.slice(0, 200)}`)
  const faults = entriesOf(history, 'fault').filter(({ phase }) => phase === 'begin')
  const isGentle = faults.length > 0 && faults.every(({ fault }) => fault === 'term')
  const burned = dump.jobs.flatMap(({ id, steps }) =>
    Object.entries(steps).flatMap(([step, { crashes }]) =>
      crashes > 0 ? [`${id}.${step}: ${crashes}`] : [],
    ),
  )
  return [
    ...violationOf(13, 'processes told to stop did not exit with 0', rude),
    ...violationOf(13, 'processes told to stop had to be killed', killed),
    ...violationOf(11, 'processes died of an error nobody caught', died),
    ...violationOf(8, 'processes were left behind', orphans),
    ...violationOf(13, 'a gentle stop cost a step a lease', isGentle ? burned : []),
  ]
}

/** The stated bounds of stored documents. */
export function checkBounds({ dump }: Pick<Evidence, 'dump'>): Violation[] {
  const large = dump.jobs.flatMap(({ id, bytes }) => (bytes > 256 * 1024 ? [`${id}: ${bytes} bytes`] : []))
  return violationOf(19, 'job documents are larger than 256 kB', large)
}
