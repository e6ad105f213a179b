import { Command } from '@commander-js/extra-typings'
import { InputError } from '../input-error.ts'
import type { Start } from '../session.ts'
import { namesIn } from '../unpack-into.ts'
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
      if (force !== true && (await namesIn(folder)).length > 0)
        throw new InputError(`${folder} has files in it; --force writes the site next to them.`)
      await writeSite(session, batch, folder, { language, baseUrl })
    })
