import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unpackArchive } from '@async-events/processors/unpack'
import { Command } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import { writeDownload } from '../save-download.ts'
import type { Start } from '../session.ts'

export const siteCommand = (start: Start) =>
  new Command('site')
    .summary('write the static site of a batch into a folder')
    .description(
      'Writes a site of the finished talks of a batch: pages, search and feeds, for any web space. docs/site.md is about it.',
    )
    .argument('<BATCH>', 'id of a batch')
    .argument('<DIR>', 'a folder, which is made')
    .option('-l, --language <CODE>', 'of its own words: en or de; else that of most documents')
    .option('--base-url <URL>', 'where it will be, for addresses in feeds')
    .option('-f, --force', 'write into a folder that has files')
    .action(async (batch, folder, { language, baseUrl, force }) => {
      const session = start()
      const { client, out, signal } = session
      const there = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return []
        throw new InputError(`${folder} cannot be written to: ${error.code}`)
      })
      if (there.length > 0 && force !== true)
        throw new InputError(`${folder} has files in it; --force writes the site next to them.`)
      const query = new URLSearchParams({
        ...(language !== undefined && { language }),
        ...(baseUrl !== undefined && { base_url: baseUrl }),
      })
      const path = `/api/event-job/batches/${encodeURIComponent(batch)}/site.zip`
      const download = await client.download(query.size > 0 ? `${path}?${query}` : path, { signal })
      const place = await mkdtemp(join(tmpdir(), 'async-events-site-'))
      try {
        const zip = join(place, 'site.zip')
        const bytes = await writeDownload(session, download, zip)
        await mkdir(folder, { recursive: true })
        const files = await unpackArchive(zip, folder)
        const start = join(folder, 'index.html')
        out.data({ path: start, files: files.length, bytes })
        out.line(start)
      } finally {
        await rm(place, { recursive: true, force: true })
      }
    })
