import { z } from 'zod'
import { captionOrigins } from '../captions/caption-origin.ts'
import { passedOverReasons } from '../captions/choose/rank-captions.ts'

const described = {
  url: z.string().nullable().describe('Without a long query; null of tracks.'),
  language: z.string().nullable().describe('BCP 47, as stated or else as detected.'),
  label: z.string().nullable(),
  generated: z.boolean().describe('Made by a program, as the label, the site or the shape of the text says.'),
  coverage: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe('Share of the recorded time with captions; null when unknown.'),
}

/** Where a transcript comes from, and why. */
export const transcriptSourceSchema = z.object({
  kind: z
    .enum([...captionOrigins, 'engine'])
    .describe(
      'Captions that the `job` or the `page` names, a `sidecar` file next to the recording, a `track` inside it, captions of the `site`; or a speech `engine`.',
    ),
  ...described,
  reason: z
    .enum(['named_by_job', 'best_captions', 'nothing_better', 'no_captions', 'captions_not_fit'])
    .describe(
      'Captions: `named_by_job`, `best_captions`, or `nothing_better` (see the warnings). Engine: there were `no_captions`, or none that fit.',
    ),
  passed_over: z
    .array(
      z.object({
        kind: z.enum(captionOrigins),
        ...described,
        reason: z.enum(passedOverReasons).describe('The first reason that decided against them.'),
      }),
    )
    .max(20)
    .describe('Other captions that were there.'),
})
export type TranscriptSource = z.output<typeof transcriptSourceSchema>
