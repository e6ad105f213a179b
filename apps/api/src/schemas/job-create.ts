import { line } from '@async-events/core'
import { processorJobs, sessionParameters, summaryJobs } from '@async-events/processors'
import { z } from 'zod'
import * as examples from './examples.ts'
import { metadata } from './metadata.ts'
import { webhook } from './webhook.ts'

const jobWishes = {
  webhook: webhook.optional(),
  user_id: line(200).optional(),
  job_name: line(500).optional(),
  use_cache: z.boolean().optional(),
  priority: z.int().min(1).max(10).optional().describe('1 (urgent) to 10, default 5.'),
  external_id: line(200).optional(),
  metadata: metadata.optional(),
  not_before: z.iso.datetime({ offset: true }).max(40).optional().describe('Earliest start of the job.'),
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
    description: 'Creates the document of a talk.',
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
const summaryForms = summaryJobs.map(({ job_type: type, kind, summary, parameters }) => {
  const form = z.strictObject({ parameters, job_type: z.literal<string>(type), ...jobWishes })
  const id = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}SummaryJobCreate`
  return form.meta({ id, description: summary }) as unknown as JobForm
})
const jobTypes = [
  'session',
  ...processorJobs.map(({ contract }) => contract.name),
  ...summaryJobs.map(({ job_type }) => job_type),
]

export const jobCreate = z
  .discriminatedUnion('job_type', [sessionForm, ...processorForms, ...summaryForms], {
    error: ({ code }) => (code === 'invalid_union' ? `must be one of: ${jobTypes.join(', ')}` : undefined),
  })
  .meta({
    id: 'JobCreate',
    description: '`job_type` selects the parameters. Without it the job is a session.',
    // zod leaves out the `examples` of what it transforms; tidyOpenApi makes them of this.
    example: examples.jobCreate,
  })

/** The parameters of any job have fewer; the result of the merge is checked as a whole. */
const mergedKeys = 300

/** Some parameters of jobs, before it is known of which. */
export const someParameters = z
  .record(z.string().max(200), z.unknown())
  .refine((given) => Object.keys(given).length <= mergedKeys, `must not hold more than ${mergedKeys} keys`)
  .meta({ maxProperties: mergedKeys })

export const restartBody = z
  .strictObject({
    from_step: z.string().min(1).max(50).optional().describe('First processor to run again.'),
    use_cache: z.boolean().optional(),
    parameters: someParameters
      .optional()
      .describe("Merged shallowly into the job's parameters; null removes."),
  })
  .meta({
    id: 'JobRestart',
    examples: [{}, { from_step: 'transform', parameters: { template: 'Session_en' } }],
  })
  .nullish()
