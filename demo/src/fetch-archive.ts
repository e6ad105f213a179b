import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unpack } from './unpack.ts'

export interface UnpackedArchive {
  folder: string
  /** Paths within the folder. */
  files: string[]
}

/** Stores an archive in the folder `out` under the service's name, and its files in a folder next to it. */
export async function fetchArchive(url: string, out: string): Promise<UnpackedArchive> {
  const answer = await fetch(url)
  const name = /filename="([^"]+)\.zip"/.exec(answer.headers.get('content-disposition') ?? '')?.[1]
  if (!answer.ok || !answer.body || !name) throw new Error(`the download answers ${answer.status}`)
  await mkdir(out, { recursive: true })
  const archive = join(out, `${name}.zip`)
  await pipeline(
    Readable.fromWeb(answer.body as import('node:stream/web').ReadableStream),
    createWriteStream(archive),
  )
  const folder = join(out, name)
  await rm(folder, { recursive: true, force: true })
  return { folder, files: await unpack(archive, folder) }
}
