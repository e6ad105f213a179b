import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { ApiError, type BatchCreate } from '@async-events/client'
import { Command, Option } from '@commander-js/extra-typings'
import { type BatchFile, isRecord } from '../batch-file/batch-file.ts'
import { formats, readBatchFile } from '../batch-file/read-batch-file.ts'
import { InputError } from '../input-error.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { readParameters, readTexts } from '../options/read-parameters.ts'
import { repeated } from '../options/repeated.ts'
import { sessionOptions } from '../options/session-options.ts'
import { webhookOf } from '../options/webhook-of.ts'
import { withFilename } from '../options/with-filename.ts'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'

/** What talks of a batch can have in common. */
const shared = new Set(['event', 'track', 'day', 'language', 'source-language', 'template', 'translate'])

export function batchCommand(start: Start) {
  const command = new Command('batch')
    .summary('submit many talks from JSON, YAML or CSV')
    .description(
      'Submits the jobs of a file as one batch: all, or none if any is not valid; errors name the line. JSON and YAML hold a list of jobs, or what the API takes; CSV has a line of names and a line for each talk. docs/cli.md has examples.',
    )
    .argument('<FILE>', 'a file, or - for the standard input')
    .addOption(new Option('--format <FORMAT>', 'by default the ending of the file').choices(formats))
    .option('--id <ID>', 'your own id of the batch: submitting twice is refused then')
    .option('--name <NAME>', 'of the batch')
  for (const { name, value } of sessionOptions)
    if (shared.has(name)) command.option(`--${name} <${value}>`, 'of talks that have none in the file')
  return command
    .option('-p, --param <KEY=VALUE>', 'any other parameter, of jobs that do not have it', repeated)
    .option(
      '--metadata <KEY=VALUE>',
      'your own values, given back in answers and events; repeatable',
      repeated,
    )
    .option('--webhook <URL>', 'is told when a job and the batch have ended')
    .option('--no-cache', 'reads and makes everything anew')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (path, options, self) => {
      const session = start()
      const { client, out, signal } = session
      const name = path === '-' ? 'standard input' : path
      const file = readBatchFile(await read(path), name, options.format)
      const defaults = readParameters(self.opts(), options.param ?? [])
      const body = {
        ...file.batch,
        jobs: file.jobs.map((job) => withDefaults(job, defaults)),
        ...stated({ batch_id: options.id, batch_name: options.name }),
        ...(options.metadata && { metadata: readTexts(options.metadata) }),
        ...(options.webhook !== undefined && { webhook: webhookOf(session, options.webhook) }),
        ...(options.cache === false && { use_cache: false }),
        // The service knows what jobs take, and says what is wrong
      } as BatchCreate
      const { batch, message } = await client.createBatch({ body, signal }).catch((error: unknown) => {
        throw withPlaces(error, file, name)
      })
      if (options.wait) out.note(`${batch.batch_id} is accepted.`)
      if (await followAsAsked(session, batch.batch_id, options)) return
      out.data(batch)
      out.line(batch.batch_id)
      out.note(`${message} To follow it: async-events watch ${batch.batch_id}`)
    })
}

async function read(path: string): Promise<string> {
  if (path === '-') return await text(process.stdin)
  return await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${path} cannot be read (${error.code}).`)
  })
}

function withDefaults(
  job: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const parameters = { ...defaults, ...(isRecord(job.parameters) ? job.parameters : {}) }
  return { ...job, parameters: withFilename(job.job_type, parameters) }
}

/** What the service says of fields, with the lines on which they stand. */
function withPlaces(error: unknown, file: BatchFile, name: string): unknown {
  if (!(error instanceof ApiError) || error.details.length === 0) return error
  const details = error.details.map(
    ({ path, message }) => `${file.placeOf(path)}: ${shortened(path)}: ${message}`,
  )
  return new InputError(`${name} was refused; nothing was submitted.`, details)
}

/** The line says which job it is. */
const shortened = (path: string): string => path.replace(/^jobs\[\d+\]\.?(parameters\.)?/, '') || 'the job'
