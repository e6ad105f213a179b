import type { ResultFile, Runner } from '@async-events/core'
import { cleanPathPart } from '../layout/clean-path-part.ts'
import { summaryContract } from '../summary/contract.ts'
import { documentContents, processorContents, summaryContents } from './archive-contents.ts'
import { arrangeEntries } from './arrange-entries.ts'
import type { archiveContract } from './contract.ts'
import { entryDate } from './entry-date.ts'
import { writeManifest } from './write-manifest.ts'
import { zipStream } from './zip-stream.ts'

/** Packs the output of earlier steps. The same files and settings give the same bytes. */
export const runArchive: Runner<typeof archiveContract> = async (ctx) => {
  const { params, artifacts } = ctx
  const { entries: collected, readme } =
    params.files_of !== undefined
      ? await processorContents(ctx, params.files_of)
      : ctx.inputs.some(({ processor }) => processor === summaryContract.name)
        ? await summaryContents(ctx)
        : await documentContents(ctx)
  const listed = arrangeEntries([
    ...collected,
    { path: 'README.md', ref: await artifacts.put(readme, 'text/markdown') },
  ])
  const manifest = await artifacts.put(writeManifest(listed), 'application/json')
  const entries = arrangeEntries([...listed, { path: 'manifest.json', ref: manifest }])

  const zip = zipStream(entries, {
    date: entryDate(params.day),
    open: (entry) => artifacts.open(entry.ref),
    signal: ctx.signal,
    onEntry: (done) => ctx.progress((95 * done) / entries.length, `${done} of ${entries.length} files`),
  })
  const archive = await artifacts.put(zip, 'application/zip')
  ctx.signal.throwIfAborted()
  const files: ResultFile[] = entries.map(({ path, ref }) => ({ path, ...ref }))
  return {
    output: {
      archive,
      filename: `${cleanPathPart(params.file_stem)}.zip`,
      files: await artifacts.put(JSON.stringify(files), 'application/json'),
      entries: entries.length,
    },
  }
}
