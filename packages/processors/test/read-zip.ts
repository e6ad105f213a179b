import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { type Entry, fromBufferPromise } from 'yauzl'

export interface ZippedFile {
  path: string
  bytes: Buffer
  entry: Entry
}

/** Every entry of a ZIP, read to its end and checked against its CRC, in the order of the central directory. */
export async function readZip(zip: Buffer): Promise<ZippedFile[]> {
  const opened = await fromBufferPromise(zip, { strictFileNames: true })
  const files: ZippedFile[] = []
  for await (const entry of opened.eachEntry()) {
    const bytes = await buffer(await opened.openReadStreamPromise(entry))
    if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName} has another CRC`)
    files.push({ path: entry.fileName, bytes, entry })
  }
  return files
}
