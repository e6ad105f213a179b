/**
 * Packs the files of a folder as the archive step does, into an artifact store; prints seconds, and megabytes of the process
 * before and at most. `node bench/archive/zip-child.ts <folder> <store> <media type>`
 */
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createFileStore } from '@async-events/artifacts'
import { zipStream } from '@async-events/processors/zip-stream'

const [, , folder = '', into = '', mediaType = ''] = process.argv
const entries = readdirSync(folder).map((path) => ({
  path,
  ref: { bytes: statSync(join(folder, path)).size, media_type: mediaType },
}))
const store = await createFileStore(into)
const before = process.memoryUsage.rss() / 1e6
const started = performance.now()
await store.put(
  'bench',
  zipStream(entries, {
    date: new Date('2026-01-01T00:00:00Z'),
    // As the store reads its objects.
    open: async ({ path }) => createReadStream(join(folder, path), { highWaterMark: 1 << 18 }),
    signal: new AbortController().signal,
  }),
)
const seconds = (performance.now() - started) / 1000
console.log(JSON.stringify({ seconds, before, most: process.resourceUsage().maxRSS / 1000 }))
