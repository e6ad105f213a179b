import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'

/** Unpacks a ZIP into a folder and returns the paths of its files as the archive names them. */
export async function unpack(archive: string, folder: string): Promise<string[]> {
  const root = resolve(folder)
  const zip = await openPromise(archive)
  const paths: string[] = []
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName.endsWith('/')) continue
    const target = resolve(root, entry.fileName)
    if (!target.startsWith(root + sep))
      throw new Error(`The archive leads out of its folder: ${entry.fileName}`)
    await mkdir(dirname(target), { recursive: true })
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target))
    paths.push(entry.fileName)
  }
  return paths
}
