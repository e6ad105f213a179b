import { z } from 'zod'

/**
 * Where captions come from: named by the `job` or its `page`, `sidecar` files next to the recording, a `track` inside
 * it, or the `site` that shows it.
 */
export const captionOrigins = ['job', 'page', 'sidecar', 'track', 'site'] as const
export type CaptionOrigin = (typeof captionOrigins)[number]

/** Why captions were not taken. */
export const passedOverReasons = [
  'not_read',
  'no_speech',
  'covers_little',
  'longer_than_recording',
  'not_named_by_job',
  'other_language',
  'language_unknown',
  'covers_less',
  'generated',
  'not_first',
] as const
export type PassedOverReason = (typeof passedOverReasons)[number]

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
