import type { StepContext } from '@async-events/core'
import { inputsOf } from '@async-events/core'
import { transformContract } from '../transform/contract.ts'
import type { ArchiveEntry } from './archive-entry.ts'

type Inputs = Pick<StepContext, 'inputs'>

/** The files that the steps upstream give to the archive: one function for each kind, in the order of importance. */
export function collectEntries(ctx: Inputs): ArchiveEntry[] {
  return [documents, metadata].flatMap((collect) => collect(ctx))
}

function documents(ctx: Inputs): ArchiveEntry[] {
  return inputsOf(ctx, transformContract).map(({ path, markdown }) => ({ path, ref: markdown }))
}

function metadata(ctx: Inputs): ArchiveEntry[] {
  return inputsOf(ctx, transformContract).map(({ structured_data }) => ({
    path: 'metadata.json',
    ref: structured_data,
  }))
}
