import { Command } from '@commander-js/extra-typings'
import type { Start } from '../session.ts'
import { refuseFull, unpackInto } from '../unpack-into.ts'

export const vaultCommand = (start: Start) =>
  new Command('vault')
    .summary('write a batch as an Obsidian vault into a folder')
    .description(
      'Writes the finished talks of a batch as notes: a note for each talk, speaker and shared topic, which link to one another. docs/exports.md is about it.',
    )
    .argument('<BATCH>', 'id of a batch')
    .argument('<DIR>', 'a folder, which is made')
    .option('-f, --force', 'write into a folder that has files')
    .action(async (batch, folder, { force }) => {
      const session = start()
      await refuseFull(folder, 'the notes', force)
      const path = `/api/event-job/batches/${encodeURIComponent(batch)}/vault.zip`
      const written = await unpackInto(session, path, folder)
      session.out.data({ path: folder, ...written })
      session.out.line(folder)
    })
