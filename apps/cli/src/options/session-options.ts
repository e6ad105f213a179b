import type { SessionParameters } from '@async-events/client'

/** A parameter of a session that has an option of its own. */
export interface SessionOption {
  /** Without the dashes. */
  name: string
  /** What stands for the value in the help. */
  value: string
  parameter: keyof SessionParameters & string
  about: string
  /** May be given several times. */
  isList?: true
}

/** Options of `submit`; every other parameter goes by `--param`. */
export const sessionOptions: readonly SessionOption[] = [
  { name: 'event', value: 'NAME', parameter: 'event', about: 'the conference (required for a talk)' },
  { name: 'session', value: 'TITLE', parameter: 'session', about: 'title of the talk (required for a talk)' },
  { name: 'track', value: 'NAME', parameter: 'track', about: 'its track (required for a talk)' },
  { name: 'filename', value: 'NAME', parameter: 'filename', about: 'of the document; by default the title' },
  { name: 'day', value: 'DAY', parameter: 'day', about: 'Saturday, or 2026-02-04; read from the page' },
  { name: 'start', value: 'HH:MM', parameter: 'starttime', about: 'read from the page' },
  { name: 'end', value: 'HH:MM', parameter: 'endtime', about: 'read from the page' },
  {
    name: 'speaker',
    value: 'NAME',
    parameter: 'speakers',
    about: 'repeatable; read from the page',
    isList: true,
  },
  { name: 'video', value: 'URL', parameter: 'video_url', about: 'the recording; found on the page' },
  { name: 'video-start', value: 'TIME', parameter: 'video_start', about: 'where the talk begins in it' },
  { name: 'video-end', value: 'TIME', parameter: 'video_end', about: 'where it ends' },
  { name: 'captions', value: 'URL', parameter: 'captions_url', about: 'repeatable', isList: true },
  {
    name: 'attachment',
    value: 'URL',
    parameter: 'attachments_url',
    about: 'slides; repeatable; found on the page',
    isList: true,
  },
  { name: 'language', value: 'CODE', parameter: 'target_language', about: 'of the document, such as en' },
  { name: 'source-language', value: 'CODE', parameter: 'source_language', about: 'spoken in the talk' },
  { name: 'template', value: 'NAME', parameter: 'template', about: 'of the document' },
  { name: 'translate', value: 'WHAT', parameter: 'translate', about: 'fields, document or all' },
]
