import { Command } from '@commander-js/extra-typings'
import { saveDownload } from '../save-download.ts'

import type { Start } from '../session.ts'
export const downloadCommand = (start: Start) =>
  new Command('download')
    .summary('save the archive of a job or batch')
    .description('Saves the ZIP of a finished job, or one ZIP of all finished jobs of a batch.')
    .argument('<ID>', 'of a job or a batch')
    .option('-o, --output <PATH>', 'a file, a folder that is there, or - for the standard output', '.')
    .option('-f, --force', 'replace a file that is there')
    .action(async (id, { output, force }) => {
      const session = start()
      const { client, signal } = session
      const download = await client.download(id, { signal })
      await saveDownload(session, download, { output, force: force === true })
    })
