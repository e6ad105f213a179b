import {
  clockTimeField,
  glossaryField,
  languageField,
  line,
  peopleField,
  translateField,
  urlField,
  vocabularyField,
  webUrlField,
} from '@async-events/core'
import { z } from 'zod'
import { recordingTimeField } from '../range/recording-time-field.ts'
import { videoFitField } from '../range/video-fit-field.ts'

const absent = <S extends z.ZodType>(schema: S) => schema.nullish()

/** Further keys, with those in `extra`, and characters of one: more than any template names. */
const maxFurther = 200
const maxKeyLength = 200

const shape = {
  event: line(200).meta({ description: 'The conference.' }),
  session: line(500).meta({ description: 'Title of the talk.' }),
  url: urlField.meta({ description: 'The page of the talk.' }),
  filename: z
    .string()
    .min(1)
    .max(1000)
    .refine((value) => value.isWellFormed(), 'must not hold broken characters')
    .meta({
      description: 'Wished name of the document; cleaned and made unique, the given name is kept as text.',
    }),
  track: line(200),
  day: absent(line(50)).meta({ description: 'A weekday or YYYY-MM-DD.' }),
  starttime: absent(clockTimeField),
  endtime: absent(clockTimeField),
  speakers: absent(peopleField),
  speakers_url: absent(z.array(webUrlField).max(50)),
  speakers_image_url: absent(z.array(webUrlField).max(50)),
  video_url: absent(urlField).meta({
    description:
      'The recording; a time range in it (`#t=600,1500`, YouTube: `t=10m`) counts like `video_start` and `video_end`.',
  }),
  video_start: absent(recordingTimeField).meta({
    description:
      'Where the talk begins in a recording of several: seconds, or `mm:ss`, `h:mm:ss`. With this or `video_end` the time range of the URL is ignored.',
  }),
  video_end: absent(recordingTimeField).meta({
    description: 'Where the talk ends; by default with the recording.',
  }),
  video_fit: absent(videoFitField),
  captions_url: absent(z.union([urlField, z.array(urlField).max(20)])).meta({
    description:
      'Captions of the talk (WebVTT, SubRip …): they come before all others, and nothing is transcribed.',
  }),
  attachments_url: absent(z.union([urlField, z.array(urlField).max(30)])),
  source_language: absent(languageField).meta({ description: 'Default "en".' }),
  target_language: absent(languageField).meta({ description: 'Default "de".' }),
  target: absent(line(200)).meta({ description: 'Audience.' }),
  template: absent(line(100)).meta({ description: 'Default "Session".' }),
  vocabulary: absent(vocabularyField),
  glossary: absent(glossaryField),
  translate: absent(translateField),
  use_cache: absent(z.boolean()),
  create_archive: absent(z.boolean()).meta({ description: 'Default true.' }),
  video_transcript: absent(z.string().max(1_000_000)).meta({
    description:
      'WebVTT, SubRip, TTML, SubStation, MicroDVD, JSON of a recogniser, text with times, or running text. When given, the video is not fetched.',
  }),
  extra: absent(z.record(z.string().max(maxKeyLength), z.unknown()).meta({ maxProperties: maxFurther })).meta(
    {
      description: 'Further values for templates; unknown keys of the parameters are gathered here.',
    },
  ),
}

const named = z.looseObject(shape)
const namedKeys = new Set(Object.keys(named.shape))
const badKey = (key: string): boolean =>
  key.startsWith('$') || key.includes('.') || key.includes('\0') || key === '__proto__'

type Stated<T> = { [K in keyof T]?: NonNullable<T[K]> }
type Given = z.output<z.ZodObject<typeof shape>>
type Always = 'event' | 'session' | 'url' | 'filename' | 'track'

export type SessionParameters = Pick<Given, Always> &
  Stated<Omit<Given, Always>> & {
    source_language: string
    target_language: string
    template: string
    create_archive: boolean
  }

/**
 * `JobParameters` of the contract: null counts as absent, defaults are filled in, unknown keys are collected in
 * `extra`. Idempotent, so that a restart can merge and validate again.
 */
export const sessionParameters = named
  .superRefine((given, ctx) => {
    if (given.video_end != null && given.video_end <= (given.video_start ?? 0))
      ctx.addIssue({ code: 'custom', path: ['video_end'], message: 'must be after `video_start`' })
    for (const [key, path] of badKeys(given, [])) {
      ctx.addIssue({
        code: 'custom',
        path,
        message: `the key ${JSON.stringify(key)} must not begin with "$" or hold "."`,
        params: { code: 'bad_key' },
      })
    }
    const further = [
      ...Object.keys(given).filter((key) => !namedKeys.has(key)),
      ...Object.keys(given.extra ?? {}),
    ]
    if (new Set(further).size > maxFurther)
      ctx.addIssue({
        code: 'custom',
        path: [],
        message: `must not hold more than ${maxFurther} further keys`,
        params: { code: 'too_many_keys' },
      })
    const long = further.find((key) => key.length > maxKeyLength)
    if (long !== undefined)
      ctx.addIssue({
        code: 'custom',
        path: [],
        message: `must not hold a key of more than ${maxKeyLength} characters`,
        params: { code: 'too_long' },
      })
    // Checked as given: in `extra` the same keys are one level deeper.
    const deep = tooDeep({ ...given, extra: null, ...given.extra }, [])
    if (deep) {
      ctx.addIssue({
        code: 'custom',
        path: deep.slice(0, 1),
        message: `must not be nested deeper than ${maxDepth} levels`,
        params: { code: 'too_deep' },
      })
    }
  })
  .transform((given): SessionParameters => {
    const stated = Object.entries(given).filter(([key, value]) => value != null && key !== 'extra')
    const known = Object.fromEntries(stated.filter(([key]) => namedKeys.has(key)))
    const others = Object.fromEntries(stated.filter(([key]) => !namedKeys.has(key)))
    const extra = { ...given.extra, ...others }
    const defaults = {
      source_language: 'en',
      target_language: 'de',
      template: 'Session',
      create_archive: true,
    }
    // The schema has checked each key, which `fromEntries` cannot tell the compiler.
    return {
      ...defaults,
      ...known,
      ...(Object.keys(extra).length > 0 ? { extra } : {}),
    } as unknown as SessionParameters
  })
  .meta({
    id: 'SessionParameters',
    maxProperties: namedKeys.size + maxFurther,
    description: 'One talk. Keys that are not named here are kept for templates.',
  })

/** No template needs more levels; MongoDB refuses more than a hundred. */
const maxDepth = 20

/** Path of the first too deep value. */
function tooDeep(value: unknown, path: string[]): string[] | null {
  if (typeof value !== 'object' || value === null) return null
  if (path.length > maxDepth) return path
  for (const [key, inner] of Object.entries(value)) {
    const found = tooDeep(inner, [...path, key])
    if (found) return found
  }
  return null
}

/** Keys that MongoDB reads as operators or paths, at every depth that is allowed. */
function badKeys(value: unknown, path: string[]): [string, string[]][] {
  if (typeof value !== 'object' || value === null || path.length > maxDepth) return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = [...path, key]
    return [
      ...(!Array.isArray(value) && badKey(key) ? [[key, here] as [string, string[]]] : []),
      ...badKeys(inner, here),
    ]
  })
}
