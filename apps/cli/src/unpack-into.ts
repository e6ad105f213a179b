import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackArchive } from '@async-events/processors/unpack'
import { InputError } from './input-error.ts'
import { writeDownload } from './save-download.ts'
import type { Session } from './session.ts'

/** Names of what is in a folder; none where it is not there. */
export async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw new InputError(`${folder} cannot be written to: ${error.code}`)
  })
}

/** Refuses a folder with files in it, unless it was asked for. */
export async function refuseFull(folder: string, what: string, force: true | undefined): Promise<void> {
  if (force !== true && (await namesIn(folder)).length > 0)
    throw new InputError(`${folder} has files in it; --force writes ${what} next to them.`)
}

/** Downloads a ZIP of the service and writes its files into a folder, which is made. */
export async function unpackInto(
  session: Session,
  path: string,
  folder: string,
): Promise<{ files: number; bytes: number }> {
  const download = await session.client.download(path, { signal: session.signal })
  const place = await mkdtemp(join(tmpdir(), 'async-events-files-'))
  try {
    const zip = join(place, 'files.zip')
    const bytes = await writeDownload(session, download, zip)
    await mkdir(folder, { recursive: true })
    return { files: (await unpackArchive(zip, folder)).length, bytes }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}
