import { languageField, line } from '@async-events/core'
import { z } from 'zod'
import { mostTalks } from '../summary/contract.ts'

const jobsField = z.array(line(100)).min(1).max(mostTalks)

const wishes = {
  event: line(200).describe('The conference; first folder of the document.'),
  target_language: languageField.default('de'),
  filename: line(200).optional().describe('Wished name of the document; by default event and track.'),
  create_archive: z.boolean().default(true),
  include_documents: z
    .boolean()
    .default(true)
    .describe(
      'Put the documents of the talks with their pictures next to the summary, so that its links lead there.',
    ),
  use_cache: z.boolean().optional(),
}
const trackWishes = {
  track: line(200),
  template: line(100).default('Track').describe('A template of the kind `summary`.'),
}
const eventWishes = { template: line(100).default('Event').describe('A template of the kind `summary`.') }

const named = { jobs: jobsField.describe('Completed jobs of talks, in any order.') }
const ofBatch = {
  batch_id: line(100).describe('All jobs of this batch; those without a document are left out.'),
}
const error = { error: 'must name either `jobs` or `batch_id`, and no unknown key' }

/** The talks by `jobs` or by `batch_id`. */
const either = <S extends z.ZodRawShape>(own: S) =>
  z.union(
    [z.strictObject({ ...wishes, ...own, ...named }), z.strictObject({ ...wishes, ...own, ...ofBatch })],
    error,
  )

export const trackSummaryParameters = either(trackWishes).meta({
  id: 'TrackSummaryParameters',
  description: 'The talks of a track, by `jobs` or by `batch_id`.',
})

export const eventSummaryParameters = either(eventWishes).meta({
  id: 'EventSummaryParameters',
  description: 'The talks of an event, by `jobs` or by `batch_id`.',
})

export type SummaryParameters = {
  event: string
  track?: string
  jobs?: string[]
  batch_id?: string
  template: string
  target_language: string
  filename?: string
  create_archive: boolean
  include_documents: boolean
}
