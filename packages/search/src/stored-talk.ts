import { type FoundTalk, primarySubtag, type SearchableTalk } from '@async-events/core'
import { z } from 'zod'

const schema: z.ZodType<FoundTalk> = z.object({
  job_id: z.string(),
  run: z.number(),
  batch_id: z.string().nullable(),
  user_id: z.string().nullable(),
  title: z.string(),
  event: z.string(),
  track: z.string(),
  speakers: z.array(z.string()),
  language: z.string().nullable(),
  recording: z.string().nullable(),
})

/** A talk as an index has stored it. */
export const toFoundTalk = (stored: unknown): FoundTalk => schema.parse(stored)

/** By which a talk is found: of its document, and of what is said. */
export const talkLanguages = ({ language, passages }: SearchableTalk): string[] => [
  ...new Set(
    [primarySubtag(language), ...passages.map((passage) => passage.language)].filter((one) => one !== null),
  ),
]
