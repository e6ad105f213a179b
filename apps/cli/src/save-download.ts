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
  session: Session,
  download: Download,
  { output, force }: { output: string; force: boolean },
): Promise<void> {
  const { out, surroundings, signal } = session
  const { filename, bytes, body } = download
  if (output === '-') {
    const bar = downloadBar(surroundings, out.json, filename, bytes)
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
    const saved = await writeDownload(session, download, part)
    await rename(part, path)
    out.data({ path, bytes: saved })
    out.line(path)
  } finally {
    await rm(part, { force: true })
  }
}

/** Writes a download to a file that is not there yet, with a bar on a terminal. Returns how many bytes came. */
export async function writeDownload(
  { out, surroundings, signal }: Session,
  { filename, bytes, body }: Download,
  path: string,
): Promise<number> {
  const bar = downloadBar(surroundings, out.json, filename, bytes)
  try {
    await pipeline(body, bar.count, createWriteStream(path, { flags: 'wx' }), { signal })
  } finally {
    bar.end()
  }
  return bar.bytes()
}

async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) {
    await mkdir(path, { recursive: true })
    return true
  }
  const about = await stat(path).catch(() => null)
  return about?.isDirectory() ?? false
}
