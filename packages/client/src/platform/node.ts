import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, openAsBlob } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Platform } from './platform.ts'

/** Node, and what keeps its modules: Bun, Deno, Electron. */
export const platform: Platform = {
  async openFile(path) {
    const file = path instanceof URL ? fileURLToPath(path) : path
    return new File([await openAsBlob(file)], basename(file))
  },
  sendsStreams: true,
  startSha256() {
    const hash = createHash('sha256')
    return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest('hex') }
  },
  async writeFile(target, filename, body) {
    const path = resolve((await isFolder(target)) ? join(target, safeName(filename)) : target)
    const part = `${path}.${randomUUID()}.part`
    try {
      await pipeline(body, createWriteStream(part, { flags: 'wx' }))
      await rename(part, path)
    } catch (error) {
      await rm(part, { force: true })
      throw error
    }
    return path
  },
}

async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) return true
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** A name of the service may lead to no other folder, and must be one on Windows, too. */
function safeName(name: string): string {
  const safe = name.replace(/[\p{Cc}<>:"/\\|?*]+/gu, '_').replace(/^\.+|[. ]+$/g, '')
  return safe === '' ? 'download' : safe
}
