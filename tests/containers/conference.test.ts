/** The sample conference through the containers of docker-compose.yml, which fail while they work. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  checkConference,
  hasEnded,
  type JobItem,
  jobsOfBatch,
  printRows,
  readSamples,
  submitConference,
} from '@async-events/demo/check-conference'
import { type SampleConference, startSampleConference } from '@async-events/demo/sample-server'
import { until } from '@async-events/testkit/until'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ComposeProject, gatewayOf, openProject } from './compose-project.ts'
import { docker, lines } from './docker.ts'

const options = { name: 'async-events-conference', network: 77, tag: inject('imageTag') }
let project: ComposeProject
let conference: SampleConference
let out: string

describe.skipIf(!inject('engine'))('the sample conference in containers', () => {
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'async-events-containers-'))
    project = await openProject(options)
    await project.down('--volumes')
    await project.up()
    conference = await startSampleConference({ host: gatewayOf(options) })
  })
  afterAll(async () => {
    await project?.down('--volumes')
    await conference?.close()
    await rm(out, { recursive: true, force: true })
  })

  /** Everything that came out, against what is expected. */
  async function expectDocuments(jobs: readonly JobItem[]): Promise<void> {
    const service = await project.url()
    const { expected } = await readSamples(conference.origin)
    const rows = await checkConference({ service, conference, jobs, expected, out })
    printRows(rows)
    expect(rows).toHaveLength(expected.length)
    expect(rows.filter(({ problems }) => problems.length > 0)).toEqual([])
  }

  async function endOf(batch: string, count: number): Promise<JobItem[]> {
    const api = `${await project.url()}/api/event-job`
    return until(
      async () => {
        const jobs = await jobsOfBatch(api, batch).catch(() => [])
        return jobs.length === count && jobs.every(hasEnded) && jobs
      },
      480_000,
      `the ${count} jobs of ${batch} end`,
      1000,
    )
  }

  const submit = async (): Promise<{ batch: string; count: number }> => {
    const { sessions } = await readSamples(conference.origin)
    return {
      batch: await submitConference(`${await project.url()}/api/event-job`, sessions),
      count: sessions.length,
    }
  }

  it('becomes documents, as in the demo', async () => {
    const { batch, count } = await submit()
    await expectDocuments(await endOf(batch, count))
  })

  it('answers probes and scrapes of workers and keeper from other containers', async () => {
    const services = [
      'worker-scrape',
      'worker-video',
      'worker-audio',
      'worker-pdf',
      'worker-transform',
      'keeper',
    ]
    for (const service of services) {
      const script = `fetch('http://${service}:8080/metrics').then((r) => r.text()).then((t) => console.log(t.includes('async_events_') && t.length))`
      const size = await project.compose('exec', '-T', 'api', 'node', '-e', script)
      expect([service, Number(size) > 1000]).toEqual([service, true])
    }
  })

  it('makes a key by the command of the docs', async () => {
    expect(await project.run('keys', 'make', '--user', 'ann', '--name', 'laptop')).toMatch(/ae_|key/i)
    expect(await project.run('keys', 'list')).toContain('laptop')
  })

  it('loses nothing when a worker is killed and both stores are stopped in the middle', async () => {
    await project.up({ scale: { 'worker-scrape': 3 } })
    expect(await project.containers('worker-scrape')).toHaveLength(3)
    const { batch, count } = await submit()
    const api = `${await project.url()}/api/event-job`
    await until(
      async () => (await jobsOfBatch(api, batch)).some((job) => job.status === 'processing'),
      60_000,
      'work has begun',
    )

    const [worker] = await project.containers('worker-video')
    await docker(['kill', worker ?? ''])
    await docker(['start', worker ?? ''])
    await project.compose('stop', '--timeout', '10', 'mongodb')
    await project.compose('start', 'mongodb')
    await until(
      async () => (await fetch(`${await project.url()}/readyz`).catch(() => null))?.status === 200,
      120_000,
      'the API is ready again',
    )
    const open = (await jobsOfBatch(api, batch)).filter((job) => !hasEnded(job)).length
    console.log(`${open} of ${count} jobs were open when the database was back`)
    await project.compose('stop', '--timeout', '5', 'redis')
    await project.compose('start', 'redis')
    const jobs = await endOf(batch, count)
    expect(new Set(jobs.map(({ parameters }) => parameters.session)).size).toBe(count)
    await expectDocuments(jobs)
  })

  it('leaves no work folder, and no volume without a name', async () => {
    const before = lines(await docker(['volume', 'ls', '--quiet', '--filter', 'dangling=false']))
    await project.down()
    const volumes = lines(
      await docker([
        'volume',
        'ls',
        '--quiet',
        '--filter',
        `label=com.docker.compose.project=${options.name}`,
      ]),
    )
    const left = lines(await docker(['volume', 'ls', '--quiet', '--filter', 'dangling=true']))
    expect(before.filter((name) => left.includes(name) && !volumes.includes(name))).toEqual([])
    // The folder of a container that was killed stays for an hour at most.
    const isSwept = (volume: string): boolean => volume.includes('_work-') && !volume.endsWith('-video')
    for (const name of volumes.filter(isSwept)) {
      const find = ['find', '/w', '-mindepth', '2']
      const found = await docker(['run', '--rm', '--user', '0', '-v', `${name}:/w:ro`, 'redis:7.4', ...find])
      expect([name, found]).toEqual([name, ''])
    }
  })
})
