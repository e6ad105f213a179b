import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobListItem, ScheduleImport } from '@async-events/client'
import { describeImport } from '../describe/describe-import.ts'
import { InputError } from '../input-error.ts'
import { milliseconds } from '../options/numbers.ts'
import { scheduleCommand } from '../options/schedule-command.ts'
import { printable } from '../printable.ts'
import { readSchedule, scheduleRequest } from '../schedule-request.ts'
import type { Session, Start } from '../session.ts'
import { namesIn } from '../unpack-into.ts'
import { followBatch } from '../watch/follow-batch.ts'
import { writeSite } from '../write-site.ts'

export function publishCommand(start: Start) {
  return scheduleCommand('publish')
    .summary('from a schedule to the static site of the conference')
    .description(
      'Submits the sessions of a schedule, waits for all of them, and writes the site of those that have a document. After Ctrl-C, a crash or a change of the schedule the same command goes on with the same batch. docs/site.md is about it.',
    )
    .argument('<DIR>', 'of the site: a folder, which is made')
    .option('--site-language <CODE>', 'of the own words of the site: en or de')
    .option('--base-url <URL>', 'where the site will be, for addresses in feeds')
    .option('-f, --force', 'write into a folder that has other files than a site')
    .option('--timeout <TIME>', 'until it ends with code 7, such as 10h', milliseconds)
    .action(async (schedule, folder, options) => {
      const session = start()
      const { out } = session
      const { force, baseUrl, siteLanguage: language, timeout: timeoutMs } = options
      // Before hours of work, and not after
      if (force !== true && !(await mayBeWritten(folder)))
        throw new InputError(
          `${folder} has files in it that are no site; --force writes the site next to them.`,
        )
      const given = await readSchedule(session, schedule)
      const request = scheduleRequest(given, options)
      const id = options.id ?? batchIdOf(session, { ...request, ...noSource, identity: given.identity })
      await begin(session, { ...request, batch_id: id }, schedule)
      await followBatch(session, id, { timeoutMs, again: 'run the same command again' })
      for (const line of await failures(session, id)) out.note(line)
      await writeSite(session, id, folder, { language, baseUrl })
      out.note(`To open it: npx -y serve "${folder}"`)
    })
}

/** These differ between two uploads of the same schedule. */
const noSource = { schedule_url: null, schedule: null, upload_id: null }

/** The same schedule with the same options by the same caller is the same batch, also days later. */
function batchIdOf({ surroundings: { env }, user }: Session, request: object): string {
  const who = [user ?? '', env.ASYNC_EVENTS_API_KEY ?? '']
  const hash = createHash('sha256')
    .update(JSON.stringify([who, request]))
    .digest('hex')
  return `publish-${hash.slice(0, 24)}`
}

/** Submits the sessions; into the batch of an earlier command what has changed since. */
async function begin(
  { client, out, signal }: Session,
  body: ScheduleImport,
  schedule: string,
): Promise<void> {
  const id = body.batch_id ?? ''
  const answer = await client.importBatch({ body, signal })
  for (const line of describeImport(answer, schedule === '-' ? 'standard input' : schedule)) out.note(line)
  const { batch, changes, message } = answer
  if (changes === undefined || batch === null) out.note(`${id} is accepted.`)
  else out.note(`Going on with ${id}: ${printable(batch.batch_name)}, ${batch.total_jobs} jobs. ${message}`)
}

/** Failures that are shown; `list` has all. */
const most = 20

/** The sessions that the site does not have, and why. */
async function failures({ client, signal }: Session, batch: string): Promise<string[]> {
  const query = { batch_id: batch, status: ['failed' as const, 'cancelled' as const], limit: most }
  const { jobs, total } = await client.listJobs({ query, signal })
  if (total === 0) return []
  return [
    `${total} of the sessions ${total === 1 ? 'has' : 'have'} no page in the site:`,
    ...jobs.map(whyNot),
    ...(total > jobs.length ? [`  and ${total - jobs.length} more`] : []),
  ]
}

function whyNot({ job_id, job_name, status, error }: JobListItem): string {
  const why = error === null ? status : `${error.code}: ${error.message}`
  return printable(`  ${job_name} (${job_id}): ${why}`)
}

/** An empty folder, and the site of an earlier command. */
async function mayBeWritten(folder: string): Promise<boolean> {
  const names = await namesIn(folder)
  if (names.length === 0) return true
  const start = await readFile(join(folder, 'index.html'), 'utf8').catch(() => '')
  return names.includes('look') && start.includes('look/theme.css')
}
