import { inputsOf, resultFileSchema, type StepContext } from '@async-events/core'
import { z } from 'zod'
import type { ArchiveEntry } from '../archive/archive-entry.ts'
import { summaryContract } from './contract.ts'

/** A list of the files of 500 talks. */
const maxListBytes = 32 * 1024 * 1024

/** The files of a summary: its document, those of its talks, and its data. */
export async function summaryEntries({
  inputs,
  artifacts,
}: {
  inputs: StepContext['inputs']
  artifacts: Pick<StepContext['artifacts'], 'readText'>
}): Promise<ArchiveEntry[]> {
  const entries: ArchiveEntry[] = []
  for (const { path, markdown, files, structured_data } of inputsOf({ inputs }, summaryContract)) {
    const listed = z.array(resultFileSchema).parse(JSON.parse(await artifacts.readText(files, maxListBytes)))
    entries.push({ path, ref: markdown }, ...listed.map(({ path: at, ...ref }) => ({ path: at, ref })), {
      path: 'metadata.json',
      ref: structured_data,
    })
  }
  return entries
}
