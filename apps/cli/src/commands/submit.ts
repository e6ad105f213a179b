import { stat } from 'node:fs/promises'
import type { JobCreate } from '@async-events/client'
import { Command } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import { followAsAsked, timeoutOption, waitOption, watchOption } from '../options/following.ts'
import { positiveInteger } from '../options/numbers.ts'
import { readParameters, readTexts } from '../options/read-parameters.ts'
import { repeated } from '../options/repeated.ts'
import { sessionOptions } from '../options/session-options.ts'
import { webhookOf } from '../options/webhook-of.ts'
import { withFilename } from '../options/with-filename.ts'
import type { Session, Start } from '../session.ts'
import { stated } from '../stated.ts'

export function submitCommand(start: Start) {
  const command = new Command('submit')
    .summary('make a document of a talk, or run one step on a file')
    .description(
      'Submits one job. Of a talk it takes the URL of its page. With --type video, audio, pdf or transform it takes the URL of a file, or a file that is uploaded.',
    )
    .argument('<SOURCE>', 'URL, or with --type a file')
    .option('--type <TYPE>', 'job type: session, or one that runs on a single file', 'session')
  for (const { name, value, about, isList } of sessionOptions)
    if (isList) command.option(`--${name} <${value}>`, about, repeated)
    else command.option(`--${name} <${value}>`, about)
  return command
    .option('-p, --param <KEY=VALUE>', 'any other parameter; repeatable; the value may be JSON', repeated)
    .option('--name <NAME>', 'of the job')
    .option('--priority <N>', '1 (urgent) to 10', positiveInteger)
    .option('--external-id <ID>', 'your own id')
    .option('--not-before <TIME>', 'starts no earlier, such as 2026-02-04T10:00:00Z')
    .option(
      '--metadata <KEY=VALUE>',
      'your own values, given back in answers and events; repeatable',
      repeated,
    )
    .option('--webhook <URL>', 'is told when the job has ended')
    .option('--no-cache', 'reads and makes everything anew')
    .addOption(waitOption)
    .addOption(watchOption)
    .addOption(timeoutOption)
    .action(async (source, options, self) => {
      const session = start()
      const given: Record<string, unknown> = self.opts()
      const parameters = {
        ...(await sourceParameters(session, source, options.type)),
        ...readParameters(given, options.param ?? []),
      }
      const { job } = await session.client.createJob({
        // The service knows what each type takes, and says what is wrong
        body: {
          ...(options.type !== 'session' && { job_type: options.type }),
          parameters: withFilename(options.type, parameters),
          ...stated({
            job_name: options.name,
            priority: options.priority,
            external_id: options.externalId,
            not_before: options.notBefore,
          }),
          ...(options.metadata && { metadata: readTexts(options.metadata) }),
          ...(options.webhook !== undefined && { webhook: webhookOf(session, options.webhook) }),
          ...(options.cache === false && { use_cache: false }),
        } as JobCreate,
        signal: session.signal,
      })
      const { out } = session
      if (options.wait) out.note(`${job.job_id} is accepted.`)
      if (await followAsAsked(session, job.job_id, options)) return
      out.data(job)
      out.line(job.job_id)
      out.note(`To follow it: async-events watch ${job.job_id}`)
    })
}

async function sourceParameters(
  session: Session,
  source: string,
  type: string,
): Promise<Record<string, unknown>> {
  const isUrl = /^https?:\/\//i.test(source)
  if (type === 'session') {
    if (isUrl) return { url: source }
    throw new InputError(`"${source}" is not a URL.`, [
      'A file needs --type: video, audio, pdf or transform.',
    ])
  }
  if (isUrl) return { source: { url: source } }
  const about = await stat(source).catch(() => null)
  if (!about?.isFile()) throw new InputError(`There is no file "${source}".`)
  const { upload_id } = await session.client.upload(source, { signal: session.signal })
  return { source: { upload_id } }
}
