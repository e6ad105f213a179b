import type { FoundProcess } from '../harness/find-processes.ts'
import type { HistoryEntry } from '../harness/history.ts'
import type { ReceivedWebhook } from '../harness/webhook-receiver.ts'

/** A job of the database, as far as the checks look. */
export interface DumpedJob {
  id: string
  status: string
  batch_id: string | null
  external_id: string | null
  url: string
  run: number
  result_run: number | null
  seq: number
  rev: number
  outbox: number
  hold: string | null
  deleted: boolean
  has_webhook: boolean
  error: { code: string; step?: string } | null
  steps: Record<string, { status: string; attempts: number; crashes: number }>
  /** Of the BSON. */
  bytes: number
}

export interface DumpedBatch {
  id: string
  name: string
  status: string
  generation: number
  isActive: boolean
  deleted: boolean
  has_webhook: boolean
}

export interface DumpedEvent {
  job_id: string
  seq: number
  batch_id: string | null
  pos: number | null
  type: string
  /** Milliseconds since 1970, in database time. */
  at: number
  run: number | null
  step: string | null
  status: string | null
  error: string | null
}

export interface DumpedDelivery {
  /** Of a job or a batch. */
  owner: string
  seq: number
  state: string
  attempts: number
}

export interface Dump {
  jobs: DumpedJob[]
  batches: DumpedBatch[]
  events: DumpedEvent[]
  deliveries: DumpedDelivery[]
  /** Ids of the results documents: `<job>.<run>`. */
  results: string[]
  /** Jobs of which there is a log of what their steps said. */
  logs: string[]
  /** Keys of artifacts that anything refers to, by indexes too. */
  references: string[]
}

export interface ArtifactFile {
  key: string
  /** False when its bytes do not have the hash that its name says. */
  is_whole: boolean
}

/** All evidence of a run. */
export interface Evidence {
  history: readonly HistoryEntry[]
  received: readonly ReceivedWebhook[]
  dump: Dump
  files: {
    artifacts: ArtifactFile[]
    /** Leftover files: work folders, temporary names, spools. */
    leftovers: string[]
  }
  /** Processes that work on the cluster's folder after all apps were told to stop. */
  processes: FoundProcess[]
}

export const isTerminal = (status: string): boolean => ['completed', 'failed', 'cancelled'].includes(status)
