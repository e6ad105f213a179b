import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES } from '../protocol/wire.ts'
import type { Command, Services } from './command.ts'

const hello = (isLegacy: boolean): Command => ({
  ignoresUnknownFields: true,
  run: (call) => ({
    helloOk: true,
    ...(isLegacy ? { ismaster: true } : { isWritablePrimary: true }),
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: call.connectionId,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  }),
})

const stats = ({ storage, scans, cursors, connections }: Services) => ({
  collectionScans: scans.count,
  lastCollectionScans: scans.last,
  cursors: cursors.size,
  connections: connections(),
  collections: storage.collections().map(({ namespace, documents, indexes }) => ({
    namespace,
    documents,
    indexes: indexes.map((index) => ({ name: index.spec.name, multikey: index.multikey })),
  })),
  ok: 1,
})

export const handshakeCommands: Record<string, Command> = {
  hello: hello(false),
  ismaster: hello(true),
  ping: { run: () => ({ ok: 1 }) },
  endSessions: { run: () => ({ ok: 1 }) },
  embeddedStats: { run: (_call, services) => stats(services) },
}
