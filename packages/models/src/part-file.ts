import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import type { Source } from './open-source.ts'

/** The beginning of a download next to its final name, and the ETag of the file that it is from. */
export interface PartFile {
  path: string
  /** Bytes that are there. */
  bytes(): Promise<number>
  etag(): Promise<string | null>
  /** Appends what the source sends, or begins again where it sends the whole. Throws when it is more than `most`. */
  write(source: Source, most: number, onBytes: (count: number) => void): Promise<void>
  moveTo(path: string): Promise<void>
  remove(): Promise<void>
}

export function partFile(final: string): PartFile {
  const path = `${final}.part`
  const etagPath = `${path}.etag`
  return {
    path,
    bytes: async () => (await stat(path).catch(() => null))?.size ?? 0,
    etag: () => readFile(etagPath, 'utf8').catch(() => null),
    async write({ from, etag, body }, most, onBytes) {
      await (etag === null ? rm(etagPath, { force: true }) : writeFile(etagPath, etag))
      const file = await open(path, from === 0 ? 'w' : 'r+')
      try {
        let at = from
        for await (const chunk of body) {
          if (at + chunk.length > most) throw new RangeError('the source sends more than it should')
          await file.writev([chunk], at)
          at += chunk.length
          onBytes(at)
        }
        await file.sync()
      } finally {
        await file.close()
      }
    },
    async moveTo(path_) {
      await rename(path, path_)
      await rm(etagPath, { force: true })
    },
    async remove() {
      await rm(path, { force: true })
      await rm(etagPath, { force: true })
    },
  }
}
