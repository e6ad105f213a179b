import { z } from 'zod'
import { queueNames } from '../domain/job/job.ts'

const engine = z.object({
  /** `text` and `speech` write and hear; `ocr` reads pictures. */
  kind: z.enum(['text', 'speech', 'ocr']),
  /** With its model, such as `extractive`, `whisper:base` or `openai:mistral-small`; null when there is none to use. */
  name: z.string().nullable(),
  /** BCP 47 or the engine's own names; empty where it does not depend on them. */
  languages: z.array(z.string()),
  /** What to do for one, or for a better one: sentences for people. */
  advice: z.string().nullable(),
})

const workerNote = z.object({
  /** Of this process, for as long as it runs. */
  id: z.string(),
  queue: z.enum(queueNames),
  /** Steps at a time. */
  slots: z.int(),
  /** Version of each processor that it runs. */
  processors: z.record(z.string(), z.int()),
  engines: z.array(engine),
  started_at: z.coerce.date(),
  seen_at: z.coerce.date(),
})

export type WorkerEngine = z.output<typeof engine>
/** What a worker says of itself. */
export type WorkerNote = z.output<typeof workerNote>

/** Reads a note that was kept as JSON; null for anything else, such as that of a worker of another version. */
export function readWorkerNote(text: string): WorkerNote | null {
  try {
    return workerNote.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Which workers there are, as they say themselves every few seconds: for people, nothing is decided by it. */
export interface WorkerRegistry {
  note(worker: WorkerNote): Promise<void>
  /** Those that were there a moment ago, by queue and start. */
  seen(now: Date): Promise<WorkerNote[]>
  /** It stops. */
  forget(id: string): Promise<void>
}
