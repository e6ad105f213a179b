import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@async-events/embedded'
import { inherited } from '@async-events/testkit/inherited'
import { killApps, startApi } from '../../tests/reliability/app.ts'

export const jobsPath = '/api/event-job/jobs'

/** The API, and the server of `bare-server.ts`, over the same stores: each a process, nothing else runs. */
export interface ApiBeside {
  api: string
  bare: string
  mongodbUri: string
  close(): Promise<void>
}

export async function startApiBeside(): Promise<ApiBeside> {
  const dataDir = await mkdtemp(join(tmpdir(), 'async-events-bench-'))
  const stores = await startEmbedded({ dataDir, path: process.env.PATH })
  const env = { MONGODB_URI: stores.mongodbUri ?? '', REDIS_URL: stores.redisUrl ?? '' }
  const bare = fork(join(import.meta.dirname, 'bare-server.ts'), { env: { ...inherited(), ...env } })
  const [address] = (await once(bare, 'message')) as [AddressInfo]
  const api = await startApi({
    ...env,
    DATA_DIR: dataDir,
    SECRETS_KEY: Buffer.alloc(32, 3).toString('base64'),
    LOG_LEVEL: 'info',
  })
  return {
    api: api.url,
    bare: `http://127.0.0.1:${address.port}`,
    mongodbUri: env.MONGODB_URI,
    close: async () => {
      await killApps(dataDir)
      const ended = once(bare, 'exit')
      bare.disconnect()
      await ended
      await stores.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A session as clients describe it, of about 1 kB. */
export const session = (number = 0) => ({
  parameters: {
    event: 'Wetland Conf 2026',
    track: 'Rivers',
    session: `Old mills ${number}`,
    filename: `old-mills-${number}.md`,
    url: `https://example.org/talks/old-mills-${number}`,
    speakers: ['Ada Reed', 'Tom Brook'],
    day: '2026-05-02',
    starttime: '10:00',
    endtime: '10:45',
    source_language: 'en',
    target_language: 'en',
    vocabulary: ['sluice', 'weir', 'millrace'],
    extra: { abstract: 'Water, wheels and patience. '.repeat(15) },
  },
  external_id: `talk-${number}`,
  metadata: { room: 'Old Mill' },
  priority: 5,
})
