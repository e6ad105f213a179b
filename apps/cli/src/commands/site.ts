import { Command } from '@commander-js/extra-typings'
import type { Start } from '../session.ts'
import { refuseFull } from '../unpack-into.ts'
import { writeSite } from '../write-site.ts'

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
      await refuseFull(folder, 'the site', force)
      await writeSite(session, batch, folder, { language, baseUrl })
    })
