import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { Connection } from './connection.ts'
import { CollectionScans } from './execution/collection-scans.ts'
import { Cursors } from './execution/cursors.ts'
import { GroupCommit } from './storage/group-commit.ts'
import { Storage } from './storage/storage.ts'

export type EmbeddedMongoOptions = {
  /** The SQLite file, created if missing. */
  file: string
  host?: string
  /** 0: any free port. */
  port?: number
  /** `full` also survives power loss; writes are about half as fast. */
  sync?: 'normal' | 'full'
  log?: (line: object) => void
}

export type EmbeddedMongo = { port: number; uri: string; close(): Promise<void> }

const EXPIRY_CHECK_MS = 30_000
const CLOSE_GRACE_MS = 3000

export async function startEmbeddedMongo(options: EmbeddedMongoOptions): Promise<EmbeddedMongo> {
  const { file, host = '127.0.0.1', port = 0, sync = 'normal', log = () => {} } = options
  const storage = new Storage(file, sync)
  const commit = new GroupCommit(storage, (error) =>
    log({ level: 'error', msg: 'commit failed, clients are disconnected', error: String(error) }),
  )
  const cursors = new Cursors()
  const connections = new Map<Socket, Connection>()
  const scans = new CollectionScans(log)
  const services = { storage, commit, cursors, scans, connections: () => connections.size }

  let opened = 0
  const server = createServer((socket) => {
    connections.set(socket, new Connection(socket, { id: ++opened, services, log }))
    socket.on('close', () => connections.delete(socket))
  })
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    storage.close()
    throw error
  }
  const expiry = setInterval(() => cursors.expire(), EXPIRY_CHECK_MS)
  expiry.unref()
  const address = server.address() as AddressInfo

  let closing: Promise<void> | undefined
  async function close(): Promise<void> {
    clearInterval(expiry)
    server.close()
    commit.flush()
    for (const connection of connections.values()) connection.close()
    const deadline = Date.now() + CLOSE_GRACE_MS
    while (connections.size > 0 && Date.now() < deadline) await setTimeout(5)
    for (const socket of connections.keys()) socket.destroy()
    commit.flush()
    storage.close()
  }
  return {
    port: address.port,
    uri: `mongodb://${host}:${address.port}`,
    close: () => (closing ??= close()),
  }
}
