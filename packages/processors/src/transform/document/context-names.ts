/** Every value that a template may insert. */
export const contextNames = [
  'attachment_links',
  'attachments_url',
  'byline',
  'day',
  'description',
  'endtime',
  'engines',
  'event',
  'failures',
  'filename',
  'keywords',
  'language',
  'licence',
  'links',
  'notice',
  'page_link',
  'room',
  'session',
  'slides_url',
  'source_language',
  'speaker_links',
  'speakers',
  'speakers_image_url',
  'speakers_url',
  'starttime',
  'target',
  'target_language',
  'text',
  'track',
  'transcript',
  'url',
  'video_link',
  'video_transcript',
  'video_url',
  'weekday',
] as const

export type ContextName = (typeof contextNames)[number]

const known: ReadonlySet<string> = new Set(contextNames)

/** `extra.<name>` is always allowed: it is empty where the job does not give that parameter. */
export const isContextName = (name: string): boolean => known.has(name) || name.startsWith('extra.')
