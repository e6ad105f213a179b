import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/** The action a client requested. */
export type ControlName = 'cancel' | 'restart' | 'delete' | 'pause' | 'resume'

/** Outcome of a request: `maybe` when it is unknown. */
export type Outcome = 'done' | 'refused' | 'maybe'

export type JobCounts = Record<'pending' | 'processing' | 'completed' | 'failed' | 'cancelled', number>

/** All observations and actions of a run, ordered by end. Times are milliseconds since 1970. */
export type HistoryEntry = { at: number } & (
  | {
      kind: 'request'
      operation: string
      /** Index of the API process. */
      api: number
      started_at: number
      /** Null when there was no answer. */
      status: number | null
      error: string | null
      /** Seconds, of the header. */
      retry_after: number | null
      /** Whether an answer that is no success had the envelope of all errors. */
      envelope: boolean | null
    }
  | {
      kind: 'accepted'
      /** Idempotency-Key; also the `external_id` of a single job and the name of a batch. */
      key: string
      batch_id: string | null
      job_ids: string[]
      /** Whether its end is told to the receiver. */
      webhook: boolean
    }
  /** Timed out: it may exist or not. */
  | { kind: 'unknown'; key: string }
  | {
      kind: 'control'
      name: ControlName
      id: string
      started_at: number
      outcome: Outcome
      status: number | null
    }
  /**
   * Numbers of the newest events of the jobs of a batch, read past the service right after a pause was answered and right
   * before its end was asked for.
   */
  | { kind: 'paused'; batch_id: string; before: Record<string, number>; after: Record<string, number> }
  | { kind: 'counters'; batch_id: string; started_at: number; total: number; counts: JobCounts }
  | {
      kind: 'read'
      job_id: string
      status: string
      run: number
      /** Run of the results that were shown; null without. */
      result_run: number | null
      archive_sha256: string | null
    }
  | {
      kind: 'download'
      job_id: string
      status: number
      sha256: string | null
      bytes: number
      /** As the job's results have it; null when they were not read. */
      stated: string | null
    }
  /** One event of a stream: `subject` is a job or a batch, `reader` one client that follows it. */
  | { kind: 'told'; reader: string; subject: string; id: number; type: string }
  | { kind: 'stream-end'; reader: string; subject: string; complete: boolean }
  | { kind: 'process'; name: string; pid: number; what: 'started' }
  | {
      kind: 'process'
      name: string
      pid: number
      what: 'exited'
      code: number | null
      signal: string | null
      /** Whether the harness ended it, and how. */
      asked: 'SIGTERM' | 'SIGKILL' | null
      /** Whether it had started by then. */
      ready: boolean
      /** Milliseconds from the SIGTERM to the end. */
      took_ms: number | null
      /** Its last line of level `fatal`, if it wrote one. */
      fatal: string | null
    }
  /** What a worker's own log says of a step. */
  | {
      kind: 'step-log'
      process: string
      pid: number
      job_id: string
      run: number
      step: string
      /** `dropped` its result came too late · `ended` stopped, failed, skipped or given back. */
      what: 'started' | 'completed' | 'dropped' | 'ended'
      attempt: number | null
    }
  /** A line of level warn or above in a process's own log. */
  | { kind: 'complaint'; process: string; pid: number; message: string }
  /** Jobs after everything had ended; sound when they were done at once and no process complained meanwhile. */
  | { kind: 'probe'; round: number; slowest_ms: number; complaints: string[]; is_sound: boolean }
  | { kind: 'fault'; fault: string; target: string; phase: 'begin' | 'end' | 'left-out'; detail?: string }
  | { kind: 'jobs'; counts: JobCounts }
  | { kind: 'queue'; waiting: number }
  | { kind: 'resources'; rss_mb: number; processes: number; files: number }
  | { kind: 'phase'; phase: 'load' | 'load-ended' | 'settled' | 'swept' | 'stopped'; detail?: string }
)

export type EntryOf<K extends HistoryEntry['kind']> = Extract<HistoryEntry, { kind: K }>

/** Omits from each member of a union apart. */
type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never

export interface History {
  readonly entries: readonly HistoryEntry[]
  add(entry: WithoutTime<HistoryEntry>): void
  close(): Promise<void>
}

/** Keeps the history in memory and, as JSON lines, in a file that a crash of the harness leaves behind. */
export function openHistory(file: string | null): History {
  const entries: HistoryEntry[] = []
  if (file !== null) mkdirSync(dirname(file), { recursive: true })
  const stream = file === null ? null : createWriteStream(file)
  return {
    entries,
    add(entry) {
      const timed = { at: Date.now(), ...entry } as HistoryEntry
      entries.push(timed)
      stream?.write(`${JSON.stringify(timed)}\n`)
    },
    close: async () => {
      if (stream) await new Promise((resolve) => stream.end(resolve))
    },
  }
}

export const entriesOf = <K extends HistoryEntry['kind']>(
  entries: readonly HistoryEntry[],
  kind: K,
): EntryOf<K>[] => entries.filter((entry): entry is EntryOf<K> => entry.kind === kind)
