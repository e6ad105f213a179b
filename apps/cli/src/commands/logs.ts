import { setTimeout as wait } from 'node:timers/promises'
import type { JobLogLine } from '@async-events/client'
import { Command } from '@commander-js/extra-typings'
import { positiveInteger } from '../options/numbers.ts'
import { printable } from '../printable.ts'
import type { Session, Start } from '../session.ts'
import type { Colours } from '../terminal/output.ts'
import { whileItGoesOn } from '../watch/going-on.ts'

const lookEveryMs = 1_000
const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])

export const logsCommand = (start: Start) =>
  new Command('logs')
    .summary('show the log of a job')
    .description('Shows the log of a run, by default of the newest. With --json: one object per line.')
    .argument('<ID>', 'of a job')
    .option('--run <N>', 'an earlier run', positiveInteger)
    .option('-f, --follow', 'goes on until the job has ended')
    .action(async (id, { run, follow }) => {
      const session = start()
      let told = 0
      const tell = async (signal: AbortSignal): Promise<void> => {
        const query = run === undefined ? {} : { run }
        const { lines } = await session.client.listJobLogs({ path: { job_id: id }, query, signal })
        for (const line of lines.slice(told)) tellLine(session, line)
        told = lines.length
      }
      if (!follow) return await tell(session.signal)
      await whileItGoesOn(session, id, {}, async (signal) => {
        for (;;) {
          // Read before the log: what is written until a job ends is in the log then
          const { job } = await session.client.getJob({ path: { job_id: id }, signal })
          await tell(signal)
          if (ended.has(job.status)) return
          await wait(lookEveryMs, undefined, { signal })
        }
      })
    })

function tellLine({ out }: Session, line: JobLogLine): void {
  out.data(line)
  const { at, level, step, message, data } = line
  const more = Object.entries(data).map(
    ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  out.line(
    `${out.colours.dim(at.slice(11, 23))} ${levelOf(level, out.colours)} ${printable(step)}: ${printable(message)}${out.colours.dim(printable(more.join('')))}`,
  )
}

function levelOf(level: JobLogLine['level'], colours: Colours): string {
  if (level === 'info') return colours.dim('info ')
  return level === 'warn' ? colours.yellow('warn ') : colours.red('error')
}
