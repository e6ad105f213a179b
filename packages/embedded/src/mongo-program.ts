import { mkdir } from 'node:fs/promises'
import { createRequire, getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import type { FindTool } from '@async-events/core'
import { serverCommand } from './server-command.ts'
import type { ServerProgram } from './supervise.ts'

// Not `import.meta.resolve`, which test runners lack.
const main = join(dirname(createRequire(import.meta.url).resolve('@async-events/embedded-mongo')), 'main.ts')

/** The embedded MongoDB-protocol server, with one SQLite file in `folder`. */
export function mongoProgram(folder: string, sync: 'normal' | 'full', find: FindTool): ServerProgram {
  return {
    name: 'embedded-mongo',
    folder,
    choosePort: async () => null,
    async command(port) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const command = { file: process.execPath, args: [main] }
      // Its compile cache is that of this process; Node gives the folder of its version in there.
      const compiled = getCompileCacheDir()
      const env = {
        DATA_FILE: join(folder, 'data.sqlite'),
        HOST: '127.0.0.1',
        PORT: `${port ?? 0}`,
        EMBEDDED_SYNC: sync,
        ...(compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) }),
      }
      return { ...serverCommand(command, folder, find), env }
    },
    async ready(lines) {
      for await (const line of lines) {
        const port = readyPort(line)
        if (port !== null) return port
      }
      throw new Error('it closed its output')
    },
    repair: async () => false,
  }
}

/** It prints `{"ready":true,"port":N,…}` once it serves. */
function readyPort(line: string): number | null {
  try {
    const message: unknown = JSON.parse(line)
    if (typeof message !== 'object' || message === null) return null
    const { ready, port } = message as { ready?: unknown; port?: unknown }
    return ready === true && typeof port === 'number' ? port : null
  } catch {
    return null
  }
}
