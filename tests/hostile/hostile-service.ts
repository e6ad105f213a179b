import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Canary } from '@async-events/testkit/canaries'
import { type OpenAiServer, startOpenAiServer } from '../../packages/ai/test/openai-server.ts'
import { apiClient, type TestClient } from '../e2e/api-client.ts'
import { root, type Service, startService } from '../e2e/service.ts'
import { type FakeInternet, startFakeInternet } from './fake-internet.ts'
import { modelReplies } from './model-replies.ts'
import { preloadNames } from './name-table.ts'

/** The whole service in the middle of the fake internet. */
export interface HostileService {
  service: Service
  client: TestClient
  internet: FakeInternet
  model: OpenAiServer
  /** Temporary files of all its processes. */
  tempDir: string
  /** Paths that no answer may name. */
  paths: string[]
  close(): Promise<void>
}

/** @param canaries where nothing may go */
export async function startHostileService(canaries: readonly Canary[]): Promise<HostileService> {
  const folder = mkdtempSync(join(tmpdir(), 'async-events-hostile-'))
  const [tempDir, dataDir, templatesDir] = ['tmp', 'data', 'templates'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  for (const each of [tempDir, dataDir, templatesDir]) mkdirSync(each)
  writeFileSync(
    join(templatesDir, 'Unknown_field_en.md'),
    '---\ntitle: {{session}}\n---\n\n# {{no_such_value}}\n',
  )
  const internet = await startFakeInternet(canaries)
  const model = await startOpenAiServer(modelReplies())
  const service = await startService({
    dataDir,
    env: {
      REDIS_URL: '',
      TMPDIR: tempDir,
      TEMPLATES_DIR: templatesDir,
      NODE_OPTIONS: preloadNames(internet.names),
      FETCH_ALLOW: internet.allow,
      // As by default, but for the time that each takes.
      FETCH_CONNECT_TIMEOUT: '4000ms',
      FETCH_HEADERS_TIMEOUT: '4000ms',
      FETCH_IDLE_TIMEOUT: '2500ms',
      KEEPER_INTERVAL: '1000ms',
      TEXT_ENGINE: 'openai',
      TEXT_MODEL: 'test',
      TEXT_TIMEOUT: '4000ms',
      TRANSCRIPT_ENGINE: 'openai',
      TRANSCRIPT_MODEL: 'test',
      OPENAI_BASE_URL: `${model.url}/v1`,
    },
  })
  return {
    service,
    client: apiClient(service.url),
    internet,
    model,
    tempDir,
    paths: [root, folder],
    close: async () => {
      await service.stop()
      await Promise.all([internet.close(), model.close()])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
