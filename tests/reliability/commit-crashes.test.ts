/** Every place of a commit at which a worker may die, by real workers that die there. */

import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { CrashPoint } from '@async-events/core'
import { casesOf } from '@async-events/testkit/long-form'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type SlowPages, startSlowPages } from '../e2e/slow-pages.ts'
import { killApps, startApi, startApp } from './app.ts'
import { makePlace } from './place.ts'
import { allEnd, expectWholeLog, post } from './whole-jobs.ts'

let pages: SlowPages
beforeAll(async () => {
  pages = await startSlowPages(10)
})
afterAll(() => pages?.close())

it('workers die in the middle of their commits: each step is done once, and nothing stays behind', async () => {
  const place = await makePlace({ FETCH_ALLOW: pages.host })
  try {
    startApp('keeper', place.env)
    const api = await startApi(place.env)
    expect((await post(api.url, 'jobs', { parameters: pages.sessions(1)[0] })).status).toBe(201)
    // One after the other, as a supervisor would start them: what had its step in hand gets it back by its lease.
    const deaths = casesOf<[string, CrashPoint]>(
      [
        ['worker-scrape', 'after-artifact-write'],
        ['worker-scrape', 'after-commit'],
        ['worker-transform', 'after-commit'],
        ['worker-transform', 'after-results'],
      ],
      [
        ['worker-scrape', 'after-commit'],
        ['worker-transform', 'after-results'],
      ],
    )
    for (const [name, point] of deaths) {
      const dying = startApp(name, { ...place.env, CRASH_AT: point, DATA_DIR: join(place.dataDir, name) })
      await until(() => !dying.isRunning, 60_000, `${name} dies ${point}`)
      expect((await dying.ended).signal).toBe('SIGKILL')
      expect(existsSync(join(place.dataDir, name, `crashed-${point}`))).toBe(true)
    }
    for (const name of ['worker-scrape', 'worker-transform'])
      startApp(name, { ...place.env, DATA_DIR: join(place.dataDir, name) })
    const [job] = await allEnd(place, {}, 1)
    const steps = Object.values(job?.steps ?? {})
    expect(steps.filter((step) => step.crashes > 0).map((step) => [step.name, step.crashes])).toEqual(
      casesOf(
        [
          ['scrape', 1],
          ['archive', 1],
        ],
        [['archive', 1]],
      ),
    )
    expect(steps.every((step) => step.attempts === 0)).toBe(true)
    await expectWholeLog(place, job?._id ?? '')
    const results = await place.db.collection('results').find().toArray()
    expect(results.map((one) => one._id)).toEqual([`${job?._id}.1`])
    // What the dead had in their folders was removed by their successors.
    const workFolders = () =>
      ['worker-scrape', 'worker-transform']
        .map((name) => join(place.dataDir, name, 'work'))
        .flatMap((work) => readdirSync(work).flatMap((folder) => readdirSync(join(work, folder))))
    await until(() => workFolders().length === 0, 10_000, 'no work folder is left')
  } finally {
    await killApps()
    await place.close()
  }
})
