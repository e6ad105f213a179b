import { z } from 'zod'
import { line } from '../domain/text.ts'

/** Fields that parameters of several job types have. */

export const urlField = z.string().min(1).max(2048).meta({ format: 'uri' })
export const webUrlField = urlField.regex(/^https?:\/\//i, 'must begin with http:// or https://')
export const peopleField = z.array(line(300)).max(50)
/** Names and terms that are said. */
export const vocabularyField = z
  .array(line(100))
  .max(200)
  .describe(
    'Names and terms that are said, as they are written: the speech engine is told them, and near misses of them are mended.',
  )
/** Terms of an event, and what they are in the target language. */
export const glossaryField = z
  .array(
    z.strictObject({
      term: line(100).describe('As the sources write it.'),
      translation: line(200)
        .nullable()
        .optional()
        .describe('In the target language; null or absent for a name that is kept as it is.'),
    }),
  )
  .max(200)
  .describe('Names and terms of the event that a text model keeps, or translates in one way.')
export const translateField = z
  .enum(['fields', 'document', 'all'])
  .describe(
    'What a text model writes in the target language: the fields of the template, by default; with `document` page, slides and chapters, too; with `all` also the transcript.',
  )
export const clockTimeField = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'must be HH:MM')
export const languageField = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8})*$/, 'must be a language tag such as "en"')

/** A part of a recording, in its seconds; `end` is null for its end. */
export const timeRangeField = z.object({
  start: z.number().nonnegative(),
  end: z.number().nonnegative().nullable(),
})
export type TimeRange = z.output<typeof timeRangeField>
