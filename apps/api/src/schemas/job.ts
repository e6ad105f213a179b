import {
  isReservedHeader,
  jobStatuses,
  line,
  queueNames,
  readWebhookSecret,
  stepStatuses,
  userIdPattern,
  visibilities,
  webhookEventTypes,
} from '@async-events/core'
import { processorJobs, sessionParameters } from '@async-events/processors'
import { z } from 'zod'
import { booleanText, errorDetail, instant, paging, pathId, waiting, wholeNumber } from './common.ts'
import * as examples from './examples.ts'

const anyValue = z.record(z.string(), z.unknown())
const code = z.string()

const maxHeaders = 20
const webhookHeaders = z
  .record(
    z.string().regex(/^[A-Za-z0-9-]{1,100}$/),
    z
      .string()
      .max(1000)
      .regex(/^[\x20-\x7e]*$/),
  )
  .superRefine((headers, ctx) => {
    const names = Object.keys(headers)
    if (names.length > maxHeaders)
      ctx.addIssue({ code: 'custom', message: `must be ${maxHeaders} headers at most` })
    for (const [index, name] of names.entries()) {
      const isTwice = names.slice(0, index).some((other) => other.toLowerCase() === name.toLowerCase())
      if (isTwice || isReservedHeader(name)) {
        const message = isTwice ? 'is there twice' : 'is not yours to set'
        ctx.addIssue({ code: 'custom', path: [name], message, params: { code: 'header_not_allowed' } })
      }
    }
  })
  .meta({ maxProperties: maxHeaders })
  .describe(
    'Sent along; hop-by-hop ones, Host, Content-*, Accept-Encoding, Expect and webhook-* are refused.',
  )

export const webhook = z
  .strictObject({
    url: z.string().min(1).max(2048),
    headers: webhookHeaders.optional(),
    include_markdown: z.boolean().optional().describe('Default true.'),
    include_metadata: z.boolean().optional().describe('Default true.'),
    events: z
      .array(z.enum(webhookEventTypes))
      .max(20)
      .optional()
      .describe('Default: all but `job.step`, which is sent once for each step that has settled.'),
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, 'must be whsec_ and the base64 of 24 to 64 bytes')
      .refine(
        (secret) => readWebhookSecret(secret) !== null,
        'must be whsec_ and the base64 of 24 to 64 bytes',
      )
      .optional()
      .describe('Signs what is sent; without it the `WEBHOOK_SECRET` of the service does, if it has one.'),
  })
  .meta({
    id: 'Webhook',
    description: 'Where to tell about the end of a job or batch.',
    examples: [examples.webhook],
  })

const jobWishes = {
  webhook: webhook.optional(),
  user_id: line(200).optional(),
  job_name: line(500).optional(),
  use_cache: z.boolean().optional(),
  priority: z.int().min(1).max(10).optional().describe('1 (urgent) to 10, default 5.'),
  external_id: line(200).optional(),
  not_before: z.iso
    .datetime({ offset: true })
    .max(40)
    .optional()
    .describe('The job stays pending until then.'),
}
type JobForm = z.ZodObject<
  { parameters: z.ZodType; job_type: z.ZodOptional<z.ZodLiteral<string>> } & typeof jobWishes,
  z.core.$strict
>
const sessionForm: JobForm = z
  .strictObject({
    parameters: sessionParameters,
    job_type: z.literal<string>('session').optional().describe('The default.'),
    ...jobWishes,
  })
  .meta({
    id: 'SessionJobCreate',
    description: 'A job that writes the document of a talk.',
    // Says nothing new. Where it stands, the linter believes that no value has two of the forms, which it cannot see
    // from a `job_type` that may be missing in this one and is another one in all others.
    minProperties: 1,
  })
/** A form for each processor that is a job type of its own. */
const processorForms = processorJobs.map(({ contract: { name, summary }, parameters }) => {
  const job_type = z.literal<string>(name)
  const form = z.strictObject({ parameters, job_type, ...jobWishes })
  const id = `${name.charAt(0).toUpperCase()}${name.slice(1)}JobCreate`
  return form.meta({ id, description: summary }) as unknown as JobForm
})
const jobTypes = ['session', ...processorJobs.map(({ contract }) => contract.name)]

export const jobCreate = z
  .discriminatedUnion('job_type', [sessionForm, ...processorForms], {
    error: ({ code }) => (code === 'invalid_union' ? `must be one of: ${jobTypes.join(', ')}` : undefined),
  })
  .meta({
    id: 'JobCreate',
    description: 'By `job_type`: what the parameters are. Without it the job is a session.',
    // zod leaves out the `examples` of what it transforms; tidyOpenApi makes them of this.
    example: examples.jobCreate,
  })

export const batchCreate = z
  .strictObject({
    jobs: z.array(jobCreate).min(1).max(2000),
    batch_id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'must be 1 to 100 letters, digits, "_" or "-"')
      .refine((id) => !id.startsWith('job-') && !['fail-all', 'import'].includes(id), 'is reserved')
      .optional(),
    batch_name: line(500).optional(),
    webhook: webhook.optional(),
    user_id: line(200).optional(),
    use_cache: z.boolean().optional(),
  })
  .meta({ id: 'BatchCreate', example: examples.batchCreate })

/** The parameters of any job have fewer; the result of the merge is checked as a whole. */
const mergedKeys = 300

export const restartBody = z
  .strictObject({
    from_step: z.string().min(1).max(50).optional().describe('Processor that runs again with all below it.'),
    use_cache: z.boolean().optional(),
    parameters: z
      .record(z.string().max(200), z.unknown())
      .refine(
        (given) => Object.keys(given).length <= mergedKeys,
        `must not hold more than ${mergedKeys} keys`,
      )
      .meta({ maxProperties: mergedKeys })
      .optional()
      .describe('Merged shallowly over the parameters of the job; null removes.'),
  })
  .meta({
    id: 'JobRestart',
    examples: [{}, { from_step: 'transform', parameters: { template: 'Session_en' } }],
  })
  .nullish()

export const archiveChange = z
  .strictObject({ archived: z.boolean().optional().describe('Default true; false brings it back.') })
  .meta({ id: 'ArchiveChange', examples: [{ archived: false }] })
  .nullish()

export const activeChange = z
  .strictObject({
    isActive: z.boolean().optional().describe('Without it the batch changes to the other state.'),
  })
  .meta({ id: 'ActiveChange', examples: [{ isActive: false }] })
  .nullish()

export const batchRestart = z
  .strictObject({
    only: z
      .enum(['failed', 'all'])
      .optional()
      .describe('Default "failed"; "all" is every job that has ended.'),
    use_cache: z.boolean().optional(),
  })
  .meta({ id: 'BatchRestart', examples: [{ only: 'failed' }] })
  .nullish()

const accessControl = z
  .object({
    visibility: z.enum(visibilities),
    read_access: z.array(z.string()),
    write_access: z.array(z.string()),
    admin_access: z.array(z.string()),
  })
  .meta({ id: 'AccessControl' })

export const jobError = z
  .object({
    code,
    message: z.string(),
    step: z.string().optional(),
    retryable: z.boolean(),
    details: z.array(errorDetail).optional(),
  })
  .meta({ id: 'JobError', description: 'The real cause of a failure.' })

const jobWarning = z.object({ step: z.string(), code, message: z.string() }).meta({ id: 'JobWarning' })

const progress = z
  .object({ step: z.string().nullable(), percent: z.int().min(0).max(100), message: z.string().optional() })
  .meta({ id: 'Progress' })

const step = z
  .object({
    id: z.string(),
    name: z.string(),
    queue: z.enum(queueNames),
    optional: z.boolean(),
    status: z.enum(stepStatuses),
    attempt: z.int(),
    percent: z.int(),
    started_at: instant.nullable(),
    completed_at: instant.nullable(),
    duration_ms: z.int().nullable(),
    cached: z.boolean(),
    error: jobError.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'Step' })

const run = z
  .object({
    number: z.int(),
    from_step: z.string().nullable(),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
  })
  .meta({ id: 'Run' })

export const asset = z
  .object({ path: z.string(), url: z.string(), bytes: z.int(), sha256: z.string(), media_type: z.string() })
  .meta({ id: 'Asset' })

const transcript = z
  .object({
    engine: z.string().describe('what heard it, or "captions"'),
    language: z.string().nullable(),
    segments: z
      .array(
        z.object({ start: z.number(), end: z.number(), text: z.string(), speaker: z.string().nullable() }),
      )
      .nullable()
      .describe('times in seconds; null when it is larger than 1 MB, see `segments_url`'),
    segments_url: z.string().nullable(),
    vtt_url: z.string().nullable(),
    srt_url: z.string().nullable(),
    text_url: z.string().nullable(),
  })
  .meta({ id: 'Transcript' })

const attachment = z
  .object({
    url: z.string(),
    title: z.string().nullable(),
    media_type: z.string().nullable(),
    step: z.string().nullable().describe('the step that read it; null for one that was only found'),
    pages: z.int().nullable(),
    ocr_pages: z.int().nullable(),
    bytes: z.int().nullable(),
  })
  .meta({ id: 'Attachment' })

export const jobResults = z
  .object({
    run: z.int(),
    markdown_file: z.string().nullable(),
    markdown_url: z.string().nullable(),
    markdown_content: z.string().nullable(),
    assets: z.array(asset),
    structured_data: anyValue.nullable(),
    web_text: z.string().nullable(),
    video_transcript: z.string().nullable(),
    video_transcript_url: z.string().nullable(),
    transcript: transcript.nullable(),
    attachments_text: z.string().nullable(),
    attachments_text_url: z.string().nullable(),
    page_texts: z.array(z.string()).describe('of all attachments, a text a page'),
    attachments_url: z.array(z.string()),
    attachments: z.array(attachment),
    target_dir: z.string().nullable(),
    asset_dir: z.string().nullable(),
    archive_filename: z.string().nullable(),
    archive_url: z.string().nullable(),
    archive_bytes: z.int().nullable(),
    archive_sha256: z.string().nullable(),
    archive_data: z.string().optional().describe('base64, only with ?include=archive_data and up to 10 MB'),
    language: z.string().nullable(),
    template: z.string().nullable(),
    engine: z.string().nullable(),
    usage: z.object({ input_tokens: z.int(), output_tokens: z.int() }).nullable(),
  })
  .meta({ id: 'JobResults' })

const resultsSummary = z
  .object({
    markdown_url: z.string().nullable(),
    archive_url: z.string().nullable(),
    run: z.int(),
  })
  .meta({ id: 'JobResultsSummary' })

const storedWebhook = z
  .object({
    url: z.string().describe('without its query, which is kept like a secret'),
    include_markdown: z.boolean(),
    include_metadata: z.boolean(),
    events: z.array(z.string()).nullable(),
    signed: z.boolean(),
  })
  .meta({ id: 'StoredWebhook', description: 'A webhook as answered: without its secret and headers.' })

const jobShape = {
  job_id: z.string(),
  revision: z.int(),
  job_type: z.string(),
  job_name: z.string(),
  status: z.enum(jobStatuses),
  created_at: instant,
  updated_at: instant,
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  results_expired_at: instant.nullable(),
  parameters: anyValue,
  progress,
  steps: z.array(step),
  error: jobError.nullable(),
  warnings: z.array(jobWarning),
  batch_id: z.string().nullable(),
  user_id: z.string().nullable(),
  access_control: accessControl,
  archived: z.boolean(),
  use_cache: z.boolean(),
  priority: z.int(),
  external_id: z.string().nullable(),
  not_before: instant.nullable(),
  run,
  webhook: storedWebhook.nullable(),
}
export const job = z
  .object({ ...jobShape, results: jobResults.nullable() })
  .meta({ id: 'Job', examples: [examples.job] })
export const jobListItem = z.object({ ...jobShape, results_summary: resultsSummary.nullable() }).meta({
  id: 'JobListItem',
  description: 'A job without the body of its results.',
  examples: [examples.jobListItem],
})

export const batch = z
  .object({
    batch_id: z.string(),
    revision: z.int(),
    batch_name: z.string(),
    status: z.enum(jobStatuses),
    created_at: instant,
    updated_at: instant,
    completed_at: instant.nullable(),
    total_jobs: z.int(),
    pending_jobs: z.int(),
    processing_jobs: z.int(),
    completed_jobs: z.int(),
    failed_jobs: z.int(),
    cancelled_jobs: z.int(),
    isActive: z.boolean(),
    archived: z.boolean(),
    user_id: z.string().nullable(),
    access_control: accessControl,
    webhook: storedWebhook.nullable(),
    progress: z.object({ percent: z.int() }).meta({ id: 'BatchProgress' }),
  })
  .meta({ id: 'Batch', examples: [examples.batch] })

const users = z.array(z.string().regex(userIdPattern, 'must be a user id')).max(1000)

export const accessChange = z
  .strictObject({
    visibility: z.enum(visibilities).optional(),
    read_access: users.optional(),
    write_access: users.optional(),
    admin_access: users.optional(),
  })
  .meta({
    id: 'AccessChange',
    description: 'What is not stated stays; a list replaces the one that was there.',
    examples: [{ read_access: ['ann', 'rob'] }, { visibility: 'public' }],
  })

export const jobId = z.object({ job_id: pathId })
export const batchId = z.object({ batch_id: pathId })

export const jobQuery = z.strictObject({
  ...paging,
  status: z.enum(jobStatuses).optional(),
  batch_id: line(200).optional(),
  user_id: line(200).optional(),
  track: line(200).optional(),
  event: line(200).optional(),
  job_type: line(200).optional(),
  external_id: line(200).optional(),
  q: line(200).optional().describe('part of the name'),
})

export const batchQuery = z.strictObject({
  ...paging,
  status: z.enum(jobStatuses).optional(),
  archived: booleanText.optional().describe('default false'),
  isActive: booleanText.optional(),
  user_id: line(200).optional(),
})

export const logLine = z
  .object({
    at: instant,
    level: z.enum(['info', 'warn', 'error']),
    step: z.string(),
    message: z.string(),
    data: anyValue,
  })
  .meta({ id: 'JobLogLine', examples: [examples.logLine] })
export const logQuery = z.strictObject({ run: wholeNumber(1, 999_999).optional() })

export const waitQuery = z.strictObject(waiting)
export const getJobQuery = z.strictObject({ ...waiting, include: z.enum(['archive_data']).optional() })
export type JobView = z.output<typeof job>
export type JobListItem = z.output<typeof jobListItem>
export type BatchView = z.output<typeof batch>
export type ResultsView = z.output<typeof jobResults>
