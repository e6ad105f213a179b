import { Command } from '@commander-js/extra-typings'
import type { Start } from '../session.ts'
import { stated } from '../stated.ts'
import { refuseFull, unpackInto } from '../unpack-into.ts'

export const exportCommand = (start: Start) =>
  new Command('export')
    .summary('write captions and chapters for other platforms')
    .description(
      'Writes captions, chapters and facts of the finished talks of a batch by the names and in the forms that another platform takes. docs/exports.md lists them.',
    )
    .argument('<BATCH>', 'id of a batch')
    .argument('<DIR>', 'a folder, which is made')
    .requiredOption('--for <PLATFORM>', 'c3voc, youtube, peertube or pretalx')
    .option('--base-url <URL>', 'where the site of the batch is, for links to it')
    .option('-f, --force', 'write into a folder that has files')
    .action(async (batch, folder, { for: target, baseUrl, force }) => {
      const session = start()
      await refuseFull(folder, 'the export', force)
      const query = new URLSearchParams({ target, ...stated({ base_url: baseUrl }) })
      const path = `/api/event-job/batches/${encodeURIComponent(batch)}/export.zip?${query}`
      const written = await unpackInto(session, path, folder)
      session.out.data({ path: folder, ...written })
      session.out.line(folder)
    })
