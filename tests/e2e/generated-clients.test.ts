/** Clients that generators of npm make from docs/openapi.json, compiled and used; `npm run clients` is about all others too. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { steps } from '../clients/generator.ts'
import { runGenerator } from '../clients/run-generator.ts'
import { typescript } from '../clients/typescript.ts'
import { type FakeConference, startFakeConference } from '../harness/fake-conference.ts'
import { type Service, startService } from './service.ts'

const folder = mkdtempSync(join(tmpdir(), 'async-events-clients-'))
let conference: FakeConference
let service: Service

beforeAll(async () => {
  conference = await startFakeConference({ withSound: false })
  service = await startService({ env: { FETCH_ALLOW: conference.host } })
})
afterAll(async () => {
  await service?.stop()
  await conference?.close()
  rmSync(folder, { recursive: true, force: true })
})

// At the same time: half of it is waiting for a process to start.
it.concurrent.each(typescript)('$name', async (generator) => {
  const outcome = await runGenerator(generator, {
    folder: join(folder, generator.name.replace(/\W+/g, '-')),
    serviceUrl: service.url,
    talkUrl: conference.session('plain', 1).url,
    timeout: 120_000,
  })
  expect(outcome.problem).toBeNull()
  expect(outcome.did).toEqual(steps)
})
