import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise, type ZipFile } from 'yauzl'

/**
 * Unpacks a ZIP into a folder and returns the paths of its files as the archive names them. What is there under such a name
 * is replaced. Every path is looked at before the first file is written: throws for one that leads out of the folder. Links
 * in an archive become plain files, and one in the folder is replaced instead of followed.
 */
export async function unpackArchive(archive: string, folder: string): Promise<string[]> {
  const root = resolve(folder)
  const paths: string[] = []
  for await (const entry of (await openPromise(archive)).eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    if (!resolve(root, entry.fileName).startsWith(root + sep))
      throw new Error(`The archive leads out of its folder: ${entry.fileName}`)
    paths.push(entry.fileName)
  }
  await writeEntries(await openPromise(archive), root)
  return paths
}

async function writeEntries(zip: ZipFile, root: string): Promise<void> {
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    const target = resolve(root, entry.fileName)
    await mkdir(dirname(target), { recursive: true })
    await rm(target, { force: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx' }))
  }
}
