/** From the images of an earlier commit to those of this one, with jobs at work. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasEnded, jobsOfBatch, readSamples, submitConference } from '@async-events/demo/check-conference'
import { type SampleConference, startSampleConference } from '@async-events/demo/sample-server'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { buildNetwork, type ComposeProject, gatewayOf, openProject } from './compose-project.ts'
import { docker } from './docker.ts'
import { previousSources } from './previous-sources.ts'

/** `UPDATE_FROM_TAG` names images that are there already. */
const given = process.env.UPDATE_FROM_TAG
const options = { name: 'async-events-update', network: 78, tag: given ?? 'tested-before' }
const apps = [
  'api',
  'keeper',
  'worker-scrape',
  'worker-video',
  'worker-audio',
  'worker-pdf',
  'worker-transform',
]
let project: ComposeProject
let conference: SampleConference
let folder: string

describe.skipIf(!inject('engine'))('an update', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'async-events-before-'))
    if (given === undefined) await previousSources(folder)
    for (const app of given === undefined ? apps : []) {
      const image = `async-events-${app}:${options.tag}`
      const file = join(folder, 'infra/Dockerfile')
      await docker(['build', '--network', buildNetwork, '--target', app, '-f', file, '-t', image, folder])
    }
    project = await openProject(options)
    await project.down('--volumes')
    await project.up()
    conference = await startSampleConference({ host: gatewayOf(options) })
  }, 1_800_000)
  afterAll(async () => {
    await project?.down('--volumes')
    await conference?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('from the images before this tree loses no job', async () => {
    const { sessions } = await readSamples(conference.origin)
    const before = `${await project.url()}/api/event-job`
    const batch = await submitConference(before, sessions)
    await until(async () => (await jobsOfBatch(before, batch)).some(hasEnded), 240_000, 'a first job ends')
    const open = (await jobsOfBatch(before, batch)).filter((job) => !hasEnded(job))
    expect(open.length).toBeGreaterThan(0)
    console.log(`${open.length} of ${sessions.length} jobs were open at the update`)

    await project.up({ tag: inject('imageTag') })
    const image = '{{.Config.Image}}'
    for (const app of apps)
      for (const container of await project.containers(app))
        expect(await docker(['inspect', '--format', image, container])).toBe(
          `async-events-${app}:${inject('imageTag')}`,
        )

    const after = `${await project.url()}/api/event-job`
    const jobs = await until(
      async () => {
        const found = await jobsOfBatch(after, batch).catch(() => [])
        return found.length === sessions.length && found.every(hasEnded) && found
      },
      480_000,
      'every job ends',
      1000,
    )
    const { expected } = await readSamples(conference.origin)
    const outcome = (
      list: { parameters?: { session: string }; session?: string; status: string }[],
    ): string[] =>
      list.map(({ parameters, session, status }) => `${parameters?.session ?? session}: ${status}`).sort()
    expect(outcome(jobs)).toEqual(outcome(expected))
  })
})
