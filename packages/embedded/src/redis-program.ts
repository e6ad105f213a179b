import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, type FindTool } from '@async-events/core'
import { freePort } from './free-port.ts'
import { pingRedis } from './ping-redis.ts'
import { serverCommand } from './server-command.ts'
import type { EmbeddedLog, ServerProgram } from './supervise.ts'

/** What Redis prints when its data files are unreadable, not when it was killed during the load. */
const unreadableData =
  /Bad file format|Wrong signature|Short read or OOM|Unexpected end of file|Invalid AOF|Fatal error loading|Unrecoverable error|Can't handle RDB format/i

/** A private Redis server that keeps its data in `folder` as an append-only file. */
export async function redisProgram(folder: string, find: FindTool, log: EmbeddedLog): Promise<ServerProgram> {
  const file = find('redis-server')
  if (file === null) {
    throw new AppError(
      'unavailable',
      'redis-server was not found on PATH. Install it with "sudo apt-get install -y redis-server" (Debian, Ubuntu) or "brew install redis" (macOS), or set REDIS_URL to a server that runs elsewhere.',
      { retryable: false },
    )
  }
  const data = join(folder, 'data')
  const settings = {
    bind: '127.0.0.1',
    'protected-mode': 'yes',
    dir: data,
    appendonly: 'yes',
    appendfsync: 'everysec',
    save: '',
    'maxmemory-policy': 'noeviction',
    daemonize: 'no',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])

  return {
    name: 'redis-server',
    folder,
    choosePort: freePort,
    async command(port) {
      await mkdir(data, { recursive: true, mode: 0o700 })
      const command = { file, args: ['--port', `${port}`, ...args] }
      return { ...serverCommand(command, folder, find), env: {} }
    },
    async ready(_lines, port, signal) {
      if (port === null) throw new TypeError('Redis needs a port')
      while (!(await pingRedis(port))) await wait(30, undefined, { signal })
      return port
    },
    async repair(output) {
      if (!unreadableData.test(output)) return false
      // Redis is only transport: messages are published again from the database.
      const aside = join(folder, `unreadable-${Date.now()}`)
      log.error({ moved_to: aside, output }, 'embedded Redis could not read its data; starting empty')
      await rename(data, aside)
      return true
    },
  }
}
