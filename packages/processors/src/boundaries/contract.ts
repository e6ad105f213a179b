import { boundarySigns, defineProcessor } from '@async-events/core'
import { z } from 'zod'

/** A talk as its schedule has it. Seconds of the recording. */
export const scheduledTalkSchema = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative(),
  title: z.string(),
  speakers: z.array(z.string()).default([]),
})
export type ScheduledTalk = z.output<typeof scheduledTalkSchema>

const boundarySchema = z.object({
  at: z.number().nonnegative().describe('Seconds of the recording.'),
  confidence: z.number().min(0).max(1),
  signs: z.array(z.enum(boundarySigns)),
})

/** Where a talk is in its recording. */
export const fittedTalkSchema = z.object({
  start: boundarySchema,
  end: boundarySchema,
  shift: z.number().describe('Seconds by which all talks of the recording are off their schedule.'),
  contradicted: z
    .boolean()
    .describe(
      'Pictures with text are there, and none has the title of any talk: another recording, perhaps.',
    ),
})
export type FittedTalk = z.output<typeof fittedTalkSchema>

export const boundariesContract = defineProcessor({
  name: 'boundaries',
  summary:
    'Finds where the talks of a recording begin and end near the times that their schedule says: by pauses, applause and pictures with their titles.',
  queue: 'audio',
  version: 1,
  params: z.object({
    talks: z.array(scheduledTalkSchema).min(1).describe('Of the recording, in order.'),
    within: z.number().describe('Seconds.'),
    source_language: z.string().default('en'),
  }),
  reads: ['video'],
  shared: true,
  engines: [],
  result: z.object({
    talks: z.array(fittedTalkSchema).describe('As `talks` of the parameters.'),
    heard: z.number().nonnegative().describe('Seconds of the recording that were listened to.'),
    read: z.number().int().nonnegative().describe('Pictures that were read.'),
  }),
  timeoutMs: 2 * 3_600_000,
  weight: 10,
  retry: { attempts: 3, backoffMs: 5_000 },
  errors: ['invalid_media', 'resource_limit', 'tool_missing', 'storage_full', 'artifact_missing'],
})
