import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Download } from '@async-events/client'
import { downloadBar } from './download-bar.ts'
import { InputError } from './input-error.ts'
import type { Session } from './session.ts'

/**
 * Saves a download under the name that the service gives, or as asked for. A file appears whole or not at all, and one
 * that is there is replaced only with `force`.
 */
export async function saveDownload(
  { out, surroundings, signal }: Session,
  { filename, bytes, body }: Download,
  { output, force }: { output: string; force: boolean },
): Promise<void> {
  const bar = downloadBar(surroundings, out.json, filename, bytes)
  if (output === '-') {
    // `end: false`: the process ends by itself
    await pipeline(body, bar.count, surroundings.stdout, { signal, end: false })
    bar.end()
    return
  }
  // The service chose the name: it leads to no other folder
  const safe = basename(filename.replaceAll('\\', '/')) || 'archive.zip'
  const path = (await isFolder(output)) ? join(output, safe) : output
  if (!force && (await stat(path).catch(() => null)) !== null)
    throw new InputError(`${path} is there already; --force replaces it.`)
  await mkdir(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.part`
  try {
    await pipeline(body, bar.count, createWriteStream(part, { flags: 'wx' }), { signal })
    await rename(part, path)
  } finally {
    bar.end()
    await rm(part, { force: true })
  }
  out.data({ path, bytes: bar.bytes() })
  out.line(path)
}

async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) {
    await mkdir(path, { recursive: true })
    return true
  }
  const about = await stat(path).catch(() => null)
  return about?.isDirectory() ?? false
}
