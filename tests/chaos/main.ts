import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../harness/seeded-random.ts'
import { fullSize } from '../harness/start-cluster.ts'
import { brokenBuilds, isBrokenName } from './broken/broken-builds.ts'
import { invariants } from './check/invariants.ts'
import { planLoad } from './plan-load.ts'
import { runChaos } from './run-chaos.ts'
import { isScenarioName, scenarios } from './scenarios.ts'
import { makeSchedule, type Schedule, schedule as scheduleSchema } from './schedule.ts'
import { writeReport } from './write-report.ts'

const usage = `npm run chaos -- [--seed N] [--minutes M] [--jobs K] [--replay schedule.json] [--out folder]
npm run chaos -- --scenario ${Object.keys(scenarios).join('|')}
npm run chaos -- --broken ${Object.keys(brokenBuilds).join('|')}

Runs the whole service as many processes, breaks it by a schedule that the seed makes, and checks what is promised.
Ends with 1 when something was violated. --replay plays a schedule of an earlier run again. --broken runs a build that is
wrong on purpose and ends with 0 when the report names what is violated.`

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    jobs: { type: 'string', default: '1000' },
    replay: { type: 'string' },
    out: { type: 'string' },
    broken: { type: 'string' },
    scenario: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
if (values.broken !== undefined && !isBrokenName(values.broken))
  refuse(`There is no broken build "${values.broken}".`)
const broken = values.broken === undefined ? null : brokenBuilds[values.broken]
if (values.scenario !== undefined && !isScenarioName(values.scenario))
  refuse(`There is no scenario "${values.scenario}".`)
const scenario = values.scenario === undefined ? null : scenarios[values.scenario]
const replayed: Schedule | null =
  values.replay === undefined ? null : scheduleSchema.parse(JSON.parse(readFileSync(values.replay, 'utf8')))
const seed = numberOf('seed', values.seed ?? String(replayed?.seed ?? Math.floor(Math.random() * 1e6)))
const minutes = numberOf('minutes', values.minutes)
const jobs = numberOf('jobs', values.jobs)
const out = resolve(values.out ?? join('data', 'chaos', values.broken ?? values.scenario ?? `seed-${seed}`))
mkdirSync(out, { recursive: true })

const random = seededRandom(seed)
const wholeMs = minutes * 60_000
const submissions = planLoad(random.fork('load'), {
  jobs,
  spreadMs: wholeMs * 0.7,
  slides: 0.05,
  sound: 0.01,
})
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping.signal.aborted) process.exit(130)
    console.log('Breaking off …')
    stopping.abort()
  })
}

const named = values.broken ?? values.scenario
console.log(
  `${named ? `Chaos "${named}"` : `Chaos with seed ${seed}: ${jobs} jobs, ${minutes} minutes`}. Report: ${out}`,
)
const result = await runChaos({
  schedule:
    replayed ??
    ((facts) =>
      makeSchedule(seed, random.fork('faults'), { ...facts, untilMs: wholeMs * 0.9, everyMs: 6_000 })),
  submissions,
  size: fullSize,
  out,
  environment: process.env,
  diskMegabytes: 512,
  signal: stopping.signal,
  report: (line) => console.log(line),
  ...broken?.options,
  ...scenario,
}).catch((error: unknown) => {
  if (!stopping.signal.aborted) throw error
  console.log('Broken off; everything has ended.')
  process.exit(130)
})
const command = named
  ? `npm run chaos -- --${values.broken ? 'broken' : 'scenario'} ${named}`
  : `npm run chaos -- --seed ${seed} --minutes ${minutes} --jobs ${jobs} --replay ${join(out, 'schedule.json')}`
writeReport(out, { ...result, command })
for (const { invariant, message, evidence } of result.violations)
  console.log(
    `VIOLATED ${invariant}. ${invariants[invariant]}: ${message}\n    ${evidence.slice(0, 3).join('\n    ')}`,
  )
console.log(result.violations.length === 0 ? 'No violation.' : `${result.violations.length} violations.`)
console.log(`Report: ${join(out, 'report.md')}`)
if (broken) {
  const isCaught = result.violations.some(({ invariant }) => invariant === broken.invariant)
  console.log(`${isCaught ? 'Caught' : 'NOT CAUGHT'}: ${broken.invariant}. ${invariants[broken.invariant]}`)
  process.exit(isCaught ? 0 : 1)
}
process.exit(result.violations.length === 0 ? 0 : 1)

function numberOf(name: string, text: string): number {
  const value = Number(text)
  return Number.isFinite(value) && value >= 0 ? value : refuse(`--${name} must be a number, not "${text}".`)
}

function refuse(problem: string): never {
  console.error(`${problem}\n\n${usage}`)
  process.exit(2)
}
