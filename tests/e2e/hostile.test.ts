/**
 * Cases of docs/bad-inputs.md from the API to the worker, all at once; then everything is back where it was. Every third case of
 * each row, always the same ones; `HOSTILE_CASES=all` takes all, as `npm run hostile` does.
 */
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { titleOf } from '../hostile/case.ts'
import { catalogue } from '../hostile/catalogue/index.ts'
import { goodJobs } from '../hostile/good-jobs.ts'
import { type HostileService, startHostileService } from '../hostile/hostile-service.ts'
import { measureHeld, notBack, type Resources } from '../hostile/resources.ts'
import { runCase } from '../hostile/run-case.ts'

const quick = catalogue.filter(({ slow }) => !slow)
const cases =
  process.env.HOSTILE_CASES === 'all'
    ? quick
    : [...Map.groupBy(quick, ({ row }) => row).values()].flatMap((row) => row.filter((_, at) => at % 3 === 0))
const outcomes = new Map<string, Promise<unknown>>()
let hostile: HostileService
let base: Resources

beforeAll(async () => {
  hostile = await startHostileService(inject('canaries'))
  // Every worker has done its work once, and pools have their connections: that counts as the base.
  const [whole, page] = goodJobs
  if (whole) await runCase(hostile, whole)
  if (page) await Promise.all(Array.from({ length: 60 }, () => runCase(hostile, page)))
  base = await measureHeld(hostile)
  for (const one of [...goodJobs, ...cases, ...goodJobs])
    outcomes.set(
      titleOf(one),
      runCase(hostile, one).then(
        () => null,
        (reason: unknown) => reason,
      ),
    )
})
afterAll(() => hostile?.close())

describe('each gets its answer', () => {
  it.each([...cases, ...goodJobs].map((one) => [titleOf(one)]))('%s', async (title) => {
    const failure = await outcomes.get(title)
    if (failure !== null) throw failure
  })
})

it('memory, open files, processes and temporary files are where they were', async () => {
  await Promise.all(outcomes.values())
  let problems: string[] = []
  await until(
    async () => {
      problems = notBack(base, await measureHeld(hostile))
      return problems.length === 0
    },
    // The reader of pages gives its memory back when it has had nothing to read for ten seconds.
    25_000,
    'everything is back',
  ).catch(() => {})
  expect(problems).toEqual([])
})

it('U03: no name has led anywhere else', async () => {
  expect(hostile.internet.canaries.list.length).toBeGreaterThan(0)
  expect(await hostile.internet.canaries.dials()).toEqual([])
})
