import { setTimeout as pause } from 'node:timers/promises'
import type { Dial } from '@async-events/testkit/canaries'
import { seededRandom } from '../harness/seeded-random.ts'
import { type HostileCase, titleOf } from './case.ts'
import { catalogue } from './catalogue/index.ts'
import { goodJobs } from './good-jobs.ts'
import type { HostileService } from './hostile-service.ts'
import { measure, measureHeld, notBack, type Resources } from './resources.ts'
import { runCase } from './run-case.ts'

export interface Sample {
  /** Milliseconds since the start. */
  at: number
  resources: Resources
  /** Whether garbage was collected before; only such samples say what grows. */
  held: boolean
}

/** A case that did not end as it must. */
export interface Failure {
  at: number
  title: string
  message: string
}

export interface LongRun {
  seed: number
  durationMs: number
  /** How often each case was run, by its title. */
  runs: Map<string, number>
  goodRuns: number
  failures: Failure[]
  samples: Sample[]
  /** What is not back where it was at the end, in words. */
  left: string[]
  dials: Dial[]
}

export interface LongRunOptions {
  seed: number
  durationMs: number
  /** Cases at a time. */
  lanes?: number
  sampleMs?: number
  report(line: string): void
}

/** One of so many is a job that has done nothing wrong. */
const goodShare = 0.25
/** Garbage is collected for one sample of so many: an app that is told to do nothing else does no work. */
const heldEach = 10
/** Two documents of a thousand pages hold up all others for as long. */
const limitMs = 600_000
/** The service is given so long to come to rest at the end. */
const restMs = 60_000

/** Draws cases at random for as long as is asked, watches what the apps hold, and looks at the end whether it is back. */
export async function runLong(hostile: HostileService, options: LongRunOptions): Promise<LongRun> {
  const { seed, durationMs, lanes = 12, sampleMs = 2_000, report } = options
  const started = performance.now()
  const at = (): number => Math.round(performance.now() - started)
  const run: LongRun = {
    seed,
    durationMs,
    runs: new Map(),
    goodRuns: 0,
    failures: [],
    samples: [],
    left: [],
    dials: [],
  }
  const attempt = async (one: HostileCase): Promise<void> => {
    const title = titleOf(one)
    run.runs.set(title, (run.runs.get(title) ?? 0) + 1)
    await runCase(hostile, one, limitMs).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error)
      run.failures.push({ at: at(), title, message })
      report(`${title}: ${message}`)
    })
  }
  const [whole, page] = goodJobs as [HostileCase, HostileCase]
  await attempt(whole)
  await Promise.all(Array.from({ length: 60 }, () => attempt(page)))
  const base = await measureHeld(hostile)

  let over = false
  const watching = (async () => {
    for (let count = 0; !over; count += 1) {
      const held = count % heldEach === 0
      const resources = held ? await measureHeld(hostile) : measure(hostile)
      run.samples.push({ at: at(), resources, held })
      await pause(sampleMs)
    }
  })()
  // Heard of below; until then it must not end the process.
  watching.catch(() => {})
  const random = seededRandom(seed)
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const own = random.fork(`lane ${lane}`)
      while (at() < durationMs) {
        const isGood = own.chance(goodShare)
        if (isGood) run.goodRuns += 1
        await attempt(isGood ? own.pick(goodJobs) : own.pick(catalogue))
      }
    }),
  )
  for (const rest = at(); ; ) {
    const now = await measureHeld(hostile)
    run.left = notBack(base, now)
    if (run.left.length === 0 || at() - rest > restMs) {
      run.samples.push({ at: at(), resources: now, held: true })
      break
    }
    await pause(1_000)
  }
  over = true
  await watching
  run.dials = await hostile.internet.canaries.dials()
  return run
}
