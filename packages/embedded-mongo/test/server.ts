import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Db, MongoClient } from 'mongodb'
import { type EmbeddedMongo, startEmbeddedMongo } from '../src/index.ts'

export type Running = {
  folder: string
  file: string
  server: EmbeddedMongo
  client: MongoClient
  /** A database that no other test uses. */
  freshDb(): Db
  stop(): Promise<void>
}

let databases = 0

export async function startServer(log?: (line: object) => void): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'embedded-mongo-'))
  const file = join(folder, 'data.sqlite')
  const server = await startEmbeddedMongo({ file, ...(log ? { log } : {}) })
  const client = await new MongoClient(server.uri).connect()
  return {
    folder,
    file,
    server,
    client,
    freshDb: () => client.db(`test_${++databases}`),
    async stop() {
      await client.close()
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The error that a command is refused with. */
export async function failure(
  run: () => Promise<unknown>,
): Promise<{ code: number } & Record<string, unknown>> {
  try {
    await run()
  } catch (error) {
    return error as { code: number } & Record<string, unknown>
  }
  throw new Error('expected a refusal')
}
