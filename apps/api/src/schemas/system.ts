import { queueNames } from '@async-events/core'
import { z } from 'zod'
import { instant } from './fields.ts'
import { queueName } from './states.ts'

const engine = z
  .object({
    kind: z.enum(['text', 'speech', 'ocr']),
    name: z
      .string()
      .nullable()
      .describe('with its model, such as `openai:mistral-small`; null: there is none to use'),
    languages: z
      .array(z.string())
      .describe('that it can be asked for; empty where that does not depend on it'),
    advice: z.string().nullable().describe('what to do for one, or for a better one'),
  })
  .meta({ id: 'WorkerEngine' })

const worker = z
  .object({
    queue: queueName,
    slots: z.int().describe('steps at a time'),
    processors: z.record(z.string(), z.int()).describe('version of each processor that it runs'),
    engines: z.array(engine),
    started_at: instant,
    seen_at: instant,
  })
  .meta({ id: 'SeenWorker' })

const storage = z
  .object({
    driver: z.enum(['file', 's3']),
    free_bytes: z.int().nullable().describe('of the disk; null where the store has no such limit'),
    total_bytes: z.int().nullable(),
  })
  .meta({ id: 'Storage' })

const search = z
  .object({
    engine: z.enum(['sqlite', 'opensearch']),
    talks: z.int().describe('that are found'),
    is_filling: z.boolean().describe('for the first time, or after a rebuild: not all talks are found yet'),
    lag_seconds: z
      .number()
      .nullable()
      .describe('how far it is behind the event log; null while it is filled'),
    bytes: z.int().nullable(),
  })
  .meta({ id: 'SearchState' })

const caller = z
  .object({
    kind: z.enum(['operator', 'user', 'anonymous']),
    user_id: z.string().nullable().describe('of a user'),
  })
  .meta({ id: 'Caller' })

export const system = z
  .object({
    status: z.literal('success'),
    caller: caller.describe('as whom the service sees who asks'),
    workers: z
      .array(worker)
      .nullable()
      .describe('that said within the last minute that they are there; null while Redis is away'),
    storage: storage.nullable().describe('of files; null while it cannot be used'),
    search: search
      .nullable()
      .describe('index of the search; null where there is none, or while it cannot be used'),
  })
  .meta({
    id: 'System',
    examples: [
      {
        status: 'success',
        caller: { kind: 'user', user_id: 'anna' },
        workers: [
          {
            queue: queueNames[2],
            slots: 1,
            processors: { audio: 9 },
            engines: [{ kind: 'speech', name: 'whisper:base', languages: [], advice: null }],
            started_at: '2026-05-02T08:00:00.000Z',
            seen_at: '2026-05-02T18:00:00.000Z',
          },
        ],
        storage: { driver: 'file', free_bytes: 81_604_378_624, total_bytes: 107_374_182_400 },
        search: { engine: 'sqlite', talks: 312, is_filling: false, lag_seconds: 0.8, bytes: 41_943_040 },
      },
    ],
  })
