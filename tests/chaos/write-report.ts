import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawTimeline } from '../harness/draw-timeline.ts'
import { entriesOf } from '../harness/history.ts'
import { stepsMetByCancels } from './check/check-cancels.ts'
import { checkedInvariants } from './check/check-run.ts'
import { invariants, type Violation } from './check/invariants.ts'
import type { Evidence } from './evidence.ts'
import { endOf, type Schedule } from './schedule.ts'

export interface ReportInput {
  schedule: Schedule
  evidence: Evidence
  violations: readonly Violation[]
  /** In words, such as that there was no disk to fill. */
  notes: readonly string[]
  /** The command that replays the run. */
  command: string
}

/** Writes `report.md` with `timeline.svg` and `schedule.json` beside it; the history lies there already. */
export function writeReport(folder: string, input: ReportInput): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'schedule.json'), `${JSON.stringify(input.schedule, null, 2)}\n`)
  const title = `Chaos, seed ${input.schedule.seed}: ${input.violations.length === 0 ? 'no violation' : `${input.violations.length} violations`}`
  writeFileSync(join(folder, 'timeline.svg'), drawTimeline(input.evidence.history, title))
  writeFileSync(join(folder, 'report.md'), reportText(input))
}

export function reportText({ schedule, evidence, violations, notes, command }: ReportInput): string {
  const verdict =
    violations.length === 0
      ? `**No violation.** ${schedule.faults.length} faults, seed ${schedule.seed}.`
      : `**${violations.length} violations.** ${schedule.faults.length} faults, seed ${schedule.seed}.`
  const rows = checkedInvariants.map((number) => {
    const own = violations.filter(({ invariant }) => invariant === number)
    return `| ${number} | ${invariants[number]} | ${own.length === 0 ? 'ok' : `VIOLATED: ${own.map(({ message }) => message).join('; ')}`} |`
  })
  const details = violations.flatMap(({ invariant, message, evidence: found }) => [
    `### ${invariant}. ${invariants[invariant]}`,
    '',
    `${message}`,
    '',
    ...found.map((line) => `- \`${line.replaceAll('`', "'")}\``),
    '',
  ])
  return [
    '# Chaos run',
    '',
    verdict,
    '',
    '| | Invariant | |',
    '| -: | - | - |',
    ...rows,
    '',
    '![Timeline](timeline.svg)',
    '',
    ...(details.length > 0 ? ['## Violations', '', ...details] : []),
    '## Numbers',
    '',
    '| | |',
    '| - | -: |',
    ...numbersOf(evidence, schedule).map(([name, value]) => `| ${name} | ${value} |`),
    '',
    ...(notes.length > 0 ? ['## Notes', '', ...notes.map((note) => `- ${note}`), ''] : []),
    '## Again',
    '',
    '```',
    command,
    '```',
    '',
    'The load and the faults are the same again; what the machine does in between is not.',
    '',
  ].join('\n')
}

function numbersOf({ history, dump, received }: Evidence, schedule: Schedule): [string, string | number][] {
  const accepted = entriesOf(history, 'accepted')
  const requests = entriesOf(history, 'request')
  const phases = entriesOf(history, 'phase')
  const phaseAt = (name: string): number | null => phases.find(({ phase }) => phase === name)?.at ?? null
  const lastFault = Math.max(0, ...entriesOf(history, 'fault').map(({ at }) => at))
  const settled = phaseAt('settled')
  const exits = entriesOf(history, 'process').filter(({ what }) => what === 'exited')
  const resources = entriesOf(history, 'resources')
  const by = (status: string): number => dump.jobs.filter((job) => job.status === status).length
  const count = <T>(list: readonly T[], holds: (item: T) => boolean): number => list.filter(holds).length
  const left = count(entriesOf(history, 'fault'), ({ phase }) => phase === 'left-out')
  return [
    ['jobs accepted', accepted.reduce((sum, { job_ids }) => sum + job_ids.length, 0)],
    ['in batches', count(accepted, ({ batch_id }) => batch_id !== null)],
    ['submissions given up without an answer', entriesOf(history, 'unknown').length],
    ['completed / failed / cancelled', `${by('completed')} / ${by('failed')} / ${by('cancelled')}`],
    ['restarted runs', dump.jobs.reduce((sum, { run }) => sum + run - 1, 0)],
    ['running steps that a cancel met (slowest end)', cancelsOf(history)],
    ['leases that ran out', crashesOf(dump.jobs)],
    ['retries by cause', retriesOf(dump.events) || 'none'],
    ['faults (left out)', `${schedule.faults.length} (${left})`],
    ['time of faults', `${Math.round(endOf(schedule) / 1000)} s`],
    [
      'quiet after the last fault and the last request',
      settled === null
        ? 'never'
        : `${Math.round((settled - Math.max(lastFault, phaseAt('load-ended') ?? 0)) / 1000)} s`,
    ],
    ['ends of processes', exits.length],
    ['requests', requests.length],
    ['503', count(requests, ({ status }) => status === 503)],
    ['without an answer', count(requests, ({ status }) => status === null)],
    ['readings of counters', entriesOf(history, 'counters').length],
    ['events in the log', dump.events.length],
    ['events told to streams', entriesOf(history, 'told').length],
    [
      'webhook requests (answered well)',
      `${received.length} (${count(received, ({ answer }) => answer === 200)})`,
    ],
    ['rounds of work after it until one went well', entriesOf(history, 'probe').length],
    ['archives downloaded and compared', entriesOf(history, 'download').length],
    ['artifacts at the end', dump.references.length],
    ['most memory of all processes', `${Math.max(0, ...resources.map(({ rss_mb }) => rss_mb))} MB`],
  ]
}

function cancelsOf(history: Evidence['history']): string {
  const met = stepsMetByCancels(history)
  const ends = met.flatMap(({ ended_after_ms, is_excused }) =>
    is_excused || ended_after_ms === null ? [] : [ended_after_ms],
  )
  return `${met.length} (${Math.max(0, ...ends)} ms)`
}

const crashesOf = (jobs: Evidence['dump']['jobs']): number =>
  jobs.reduce(
    (sum, { steps }) => sum + Object.values(steps).reduce((own, { crashes }) => own + crashes, 0),
    0,
  )

function retriesOf(events: Evidence['dump']['events']): string {
  const retries = events.filter(({ status }) => status === 'retrying')
  return [...Map.groupBy(retries, ({ error }) => error ?? 'unknown')]
    .map(([code, own]) => `${own.length} ${code}`)
    .join(', ')
}
