import { line, peopleField } from '@async-events/core'
import { z } from 'zod'
import { recordingTimeField } from './recording-time-field.ts'

/** How far the boundaries of a talk may be from where they are said to be, by default. Seconds. */
export const usualWithin = 600

const stretch = { start: recordingTimeField, end: recordingTimeField }
const endsLater = ({ start, end }: { start: number; end: number }): boolean => end > start
const message = 'must be after `start`'

/** About where a talk is in a recording of several. Times as `recordingTimeField`; idempotent. */
export const videoFitField = z
  .strictObject({
    ...stretch,
    within: z
      .number()
      .min(10)
      .max(3600)
      .optional()
      .describe('How far the talk may begin and end from there, in seconds; default 600.'),
    others: z
      .array(
        z
          .strictObject({ ...stretch, title: line(500), speakers: peopleField.optional() })
          .refine(endsLater, { path: ['end'], message }),
      )
      .max(100)
      .optional()
      .describe('The other talks of the recording, as the schedule has them.'),
  })
  .refine(endsLater, { path: ['end'], message })
  .meta({
    description:
      'About where the talk is in a recording of several, such as that of a whole day: where it begins and ends is found in the recording, or else more than the talk is kept, with a warning. `video_start` and `video_end` come first.',
    examples: [{ start: '1:00:00', end: '1:45:00', within: 600 }],
  })
export type VideoFit = z.output<typeof videoFitField>
