import {
  languageField,
  line,
  programmeProblemCodes,
  recordedMomentText,
  recordingProblemCodes,
  sessionChangeKinds,
  webUrlField,
} from '@async-events/core'
import { scheduleFormats } from '@async-events/schedules/formats'
import { z } from 'zod'
import { batch, batchCreate } from './batch.ts'
import * as examples from './examples.ts'
import { someParameters } from './job-create.ts'
import { plannedBatch } from './plan.ts'
import { sessionPlace } from './schedule-source.ts'

const oneOrMore = <T extends z.ZodType>(value: T) => z.union([value, z.array(value).min(1).max(50)])

const filter = z
  .strictObject({
    track: oneOrMore(line(200)).optional(),
    day: oneOrMore(line(50))
      .optional()
      .describe('A date, a weekday, or the number of the day of the conference.'),
    room: oneOrMore(line(200)).optional(),
    speaker: oneOrMore(line(200)).optional(),
    language: oneOrMore(languageField).optional(),
    q: line(200).optional().describe('Words that title, abstract or speakers hold, all of them.'),
    has_recording: z.boolean().optional(),
  })
  .meta({
    id: 'ScheduleFilter',
    description:
      'All that is stated has to hold, of several values one. Names count without regard to case and accents, as a whole where the schedule has them, else as words of longer names.',
  })

const moment = z
  .string()
  .max(40)
  .regex(
    recordedMomentText,
    'must be a moment such as 2026-05-02T09:55:00+02:00, or a clock time such as 9:55',
  )

const dayRecording = z
  .strictObject({
    url: webUrlField,
    room: line(200).optional().describe('Required where sessions of the day are parallel.'),
    day: line(50)
      .optional()
      .describe('A date, a weekday, or the number of the day; by default that of `starts_at`.'),
    starts_at: moment
      .optional()
      .describe(
        'When the recording begins: a moment, or a clock time of the conference. By default what the name of the file says, where its date is that of the sessions.',
      ),
    offset: z
      .number()
      .min(-86_400)
      .max(86_400)
      .optional()
      .describe('Where in the recording `starts_at` is, in seconds; default 0.'),
    ends_at: moment.optional().describe('When the recording ends.'),
    within: z
      .number()
      .min(10)
      .max(3600)
      .optional()
      .describe('How far a talk may begin and end off its time, in seconds; default 600.'),
  })
  .meta({
    id: 'DayRecording',
    description:
      'The recording of a room over a day: the sessions of that room and day are cut from it, unless they have a recording of their own.',
    examples: [examples.dayRecording],
  })

const refresh = z
  .strictObject({
    every: z.int().min(60).max(604_800).describe('Seconds between two imports.'),
    until: z.iso.datetime({ offset: true }).max(40).describe('When it ends, ISO 8601.'),
  })
  .meta({
    id: 'ScheduleRefresh',
    description: 'Reads the schedule again by itself, and imports what has changed.',
    examples: [examples.refresh],
  })

const { batch_id, batch_name, webhook, metadata, user_id, use_cache } = batchCreate.shape

export const scheduleImport = z
  .strictObject({
    schedule_url: webUrlField.optional().describe('Where the schedule is.'),
    schedule: z
      .string()
      .min(1)
      .max(16 * 1024 * 1024)
      .optional()
      .describe('The schedule itself.'),
    upload_id: line(200).optional().describe('The schedule as an upload: for files that are not in UTF-8.'),
    format: z.enum(scheduleFormats).optional().describe('By default what the content says.'),
    time_zone: z
      .string()
      .max(60)
      .regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,59}$/, 'must be a time zone such as Europe/Brussels')
      .optional()
      .describe('Of a schedule that names none.'),
    filter: filter.optional(),
    include_off: z
      .boolean()
      .optional()
      .describe('Also sessions that are cancelled or not accepted, and breaks; default false.'),
    recordings: z
      .array(dayRecording)
      .min(1)
      .max(100)
      .optional()
      .describe('Of rooms over a day, for sessions without a recording of their own.'),
    defaults: someParameters
      .optional()
      .describe('Parameters of all jobs, as far as the schedule does not state them.'),
    priority: z.int().min(1).max(10).optional().describe('Of all jobs: 1 (urgent) to 10, default 5.'),
    ...{ batch_name, webhook, metadata, user_id, use_cache },
    batch_id: batch_id.describe(
      'Your own id of the batch. Of one that an import has made: what has changed since is imported into it.',
    ),
    refresh: refresh
      .nullable()
      .optional()
      .describe('Only with `schedule_url`. Null ends it; absent it stays as it is.'),
    dry_run: z.boolean().optional().describe('As the query parameter `dry_run`.'),
  })
  .superRefine(({ schedule_url, schedule, upload_id, refresh: again }, ctx) => {
    if (again && schedule_url === undefined)
      ctx.addIssue({
        code: 'custom',
        path: ['refresh'],
        message: 'needs `schedule_url`: a schedule that is sent cannot be read again',
      })
    const given = [schedule_url, schedule, upload_id].filter((one) => one !== undefined).length
    if (given === 1) return
    ctx.addIssue({
      code: 'custom',
      path: ['schedule_url'],
      message:
        given === 0
          ? 'must be stated, or `schedule` or `upload_id`'
          : 'stands alone: a schedule has one source of `schedule_url`, `schedule` and `upload_id`',
      params: { code: given === 0 ? 'required' : 'too_many' },
    })
  })
  .meta({ id: 'ScheduleImport', examples: [examples.scheduleImport, examples.scheduleImportByUrl] })

const importProblem = z
  .object({
    code: z
      .string()
      .describe(
        `${[...programmeProblemCodes, ...recordingProblemCodes].join(', ')}; or of a parameter that the job may not have`,
      ),
    message: z.string(),
    line: z.int().positive().describe('of the schedule'),
    event: z.string().nullable().describe('its title, or its id; null of the schedule as a whole'),
    left_out: z.boolean().describe('there is no job for it'),
  })
  .meta({ id: 'ScheduleProblem' })

export const importSummary = z
  .object({
    format: z.string(),
    title: z.string().nullable(),
    url: z.string().nullable(),
    time_zone: z.string().nullable(),
    events: z.int().describe('in the schedule: each is kept, filtered, off or left out'),
    kept: z.int(),
    filtered: z.int().describe('by `filter`'),
    off: z.int().describe('cancelled, not accepted, or a break'),
    left_out: z.int().describe('for a problem, which says so'),
    with_recording: z.int().describe('of those kept'),
    with_slides: z.int(),
    with_captions: z.int(),
    problems: z.array(importProblem).describe('those for which an event was left out first'),
    problem_count: z.int().describe('may be more than are shown'),
    tracks: z.array(z.string()).describe('of all sessions, as are days, rooms and languages'),
    days: z.array(z.string()),
    rooms: z.array(z.string()),
    languages: z.array(z.string()),
  })
  .meta({ id: 'ImportSummary', examples: [examples.importSummary] })

const sessionChange = z
  .object({
    change: z
      .enum(sessionChangeKinds)
      .describe(
        '`removed`: no longer in the schedule, or not kept any more; `returned`: in it again; `refused`: the job cannot have what it says now, see `message`',
      ),
    job_id: z.string().nullable().describe('null of one that a dry run would add'),
    external_id: z.string(),
    session: z.string(),
    line: z.int().positive().nullable().describe('of the schedule; null where it is not there'),
    fields: z.array(z.string()).describe('parameters, or `extra:key`, that the schedule states otherwise'),
    kept: z.array(z.string()).describe('of these, the ones that somebody has changed: they stay'),
    moved_from: sessionPlace.nullable(),
    moved_to: sessionPlace.nullable(),
    steps: z.array(z.string()).describe('ids of the steps that run again'),
    message: z.string().nullable(),
  })
  .meta({ id: 'SessionChange' })

const importChanges = z
  .object({
    ...{ added: z.int(), changed: z.int(), moved: z.int(), cancelled: z.int(), removed: z.int() },
    ...{ returned: z.int(), refused: z.int(), unchanged: z.int() },
    dropped: z.int().describe('sessions whose jobs were deleted; they get none again'),
    sessions: z.array(sessionChange).describe('in the order of the schedule'),
  })
  .meta({ id: 'ImportChanges', examples: [examples.importChanges] })

export const refreshOptions = z
  .strictObject({ dry_run: z.boolean().optional().describe('As the query parameter `dry_run`.') })
  .meta({ id: 'BatchRefresh', examples: [{ dry_run: true }] })
  .nullish()

export const scheduleImported = z
  .object({
    status: z.literal('success'),
    import: importSummary,
    batch: batch.nullable().describe('null of a dry run that keeps nothing'),
    job_ids: z.array(z.string()).describe('of the jobs that were made'),
    message: z.string(),
    changes: importChanges.optional().describe('of an import into a batch that was there'),
    plan: plannedBatch.optional().describe('of a dry run only'),
  })
  .meta({
    id: 'ScheduleImported',
    examples: [
      {
        status: 'success',
        import: examples.importSummary,
        batch: examples.batch,
        job_ids: examples.job_ids,
        message: 'A batch of 2 jobs was accepted.',
      },
    ],
  })
