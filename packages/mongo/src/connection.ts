import { AppError, type Logger } from '@async-events/core'
import mongoose, { type Connection } from 'mongoose'
import { type OnCommand, timeCollection } from './timed-collection.ts'

export interface MongoConnection {
  readonly connection: Connection
  /** Resolves after the first try to connect, whatever came of it. */
  readonly tried: Promise<void>
  /** The server's own clock; leases are in its time. */
  readDatabaseTime(): Promise<Date>
  /** Throws `unavailable`. */
  check(): Promise<void>
  close(): Promise<void>
}

interface Patience {
  /** Of a server that says nothing: at a heartbeat, or to a new connection. */
  silenceMs: number
  /** For a server to be found. The driver waits 500 ms after a heartbeat that failed: no shorter, or a pause is an outage. */
  selectionMs: number
}

/**
 * A caller is answered within 3 s when the server is away, so the driver must give up before. The longest wait is that of
 * a request which is under way when a server falls silent: until the monitor sees it (a heartbeat and `silenceMs`), and
 * then, as the driver tries a read once more, for a server: 2.8 s. Who has no callers is slower to believe that a server on
 * a busy machine is away.
 */
const patienceOf = (hasCallers: boolean): Patience =>
  hasCallers ? { silenceMs: 1_500, selectionMs: 800 } : { silenceMs: 2_000, selectionMs: 2_000 }

/**
 * Connects in the background and goes on trying: a process starts, and says so in `/readyz`, with MongoDB down.
 * Writes are acknowledged by the majority and journalled: accepted means durable.
 */
export function connectMongo(
  uri: string,
  options: {
    appName: string
    log: Pick<Logger, 'warn'>
    maxPoolSize?: number
    /** Somebody waits for what comes of it, and is told within 3 s that the server is away. */
    hasCallers?: boolean
    onCommand?: OnCommand
  },
): MongoConnection {
  const { silenceMs, selectionMs } = patienceOf(options.hasCallers ?? false)
  const connection = mongoose.createConnection()
  connection.set('bufferCommands', false)
  connection.set('autoIndex', false)
  connection.set('autoCreate', false)
  connection.set('sanitizeFilter', true)
  connection.on('error', () => {}) // reported below and by every call
  if (options.onCommand) timeCollectionsOf(connection, options.onCommand)
  let closed = false
  const tried = Promise.withResolvers<void>()

  const connect = async (): Promise<void> => {
    while (!closed) {
      try {
        await connection.openUri(uri, {
          appName: options.appName,
          serverSelectionTimeoutMS: selectionMs,
          connectTimeoutMS: silenceMs,
          // A server that is frozen and not gone is noticed by this alone; with the driver's 10 s a request hung for 13.
          heartbeatFrequencyMS: 500,
          socketTimeoutMS: 30_000,
          // A connection that cannot be opened counts as overload, and would be tried twice more, each for `silenceMs`.
          ...(options.hasCallers && { maxAdaptiveRetries: 0 }),
          maxPoolSize: options.maxPoolSize ?? 20,
          writeConcern: { w: 'majority', journal: true },
          bufferCommands: false,
          autoIndex: false,
          autoCreate: false,
        })
        return
      } catch (error) {
        tried.resolve()
        if (closed) return
        options.log.warn({ err: error }, 'MongoDB cannot be reached; trying again')
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }
  const connecting = connect().finally(tried.resolve)

  const hello = async (): Promise<Date> => {
    const { db } = connection
    if (!db) throw new AppError('unavailable', 'The database cannot be reached.')
    const answer = await db.admin().command({ hello: 1 }, { timeoutMS: 3_000 })
    return answer.localTime instanceof Date ? answer.localTime : new Date()
  }

  return {
    connection,
    tried: tried.promise,
    readDatabaseTime: hello,
    check: async () => {
      await hello().catch((cause: unknown) => {
        throw new AppError('unavailable', 'The database cannot be reached.', { cause })
      })
    },
    close: async () => {
      closed = true
      await connecting.catch(() => {})
      await connection.close()
    },
  }
}

/** Each collection from when it is made, which is when its model is. */
function timeCollectionsOf(connection: Connection, onCommand: OnCommand): void {
  const make = connection.collection.bind(connection)
  Reflect.set(connection, 'collection', (...args: Parameters<typeof make>) => {
    const collection = make(...args)
    timeCollection(collection, onCommand)
    return collection
  })
}
