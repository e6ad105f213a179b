/** Every value that a template may insert with `{{name}}`, with its meaning. Unknown values are empty. */
export const contextValues = {
  attachment_links: 'Links to slides and other files, by their titles.',
  attachments_url: 'Their addresses, as a list.',
  byline: 'Who, where and when in one line.',
  chapters:
    'Parts of the talk as a list (chapters of the recording, else by slides or subject), each with time, title and gist.',
  day: 'Date or name of the day.',
  description: 'What the page says about itself in one or two sentences.',
  duration: 'Length of the recording, such as `25:13`.',
  endtime: 'When the session ends, such as `10:25`.',
  engines: 'What made the document: a map of `text`, `transcript` and `ocr` to names of engines.',
  event: 'The conference.',
  failures: 'What could not be had, a line each.',
  filename: 'Name of the document as the job gives it.',
  keywords: 'Keywords that the page states, as a list.',
  language: 'Language that the document is written in.',
  licence: 'Licence that the page states.',
  links: 'Links of the page and of the slides that stand nowhere else, as a list.',
  notice: 'What is made by machines, in one line.',
  page_link: 'Link to the page.',
  room: 'Where the session is.',
  session: 'Title of the session.',
  session_duration: 'Planned length, such as `45 minutes`, as the page states it.',
  session_language: 'Name of the language that the talk is given in, as the page states it.',
  slides_text: 'Text of the slides, a list a slide.',
  slides_url: 'Addresses of the slides, as a list.',
  source_language: 'Language of the sources, where it was detected.',
  speaker_links: 'Speakers, with links where there are some.',
  speakers: 'Names of the speakers, as a list.',
  speakers_image_url: 'Addresses of their pictures, as a list.',
  speakers_url: 'Addresses of their pages, as a list.',
  starttime: 'When the session begins, such as `10:00`.',
  target: 'The audience.',
  target_language: 'Language that the document should be in.',
  text: 'Main text of the page.',
  track: 'The track.',
  transcript: 'What was said, with times as links, under headings where the recording has chapters.',
  url: 'Address of the page.',
  video_end: 'Where in the recording the session ends, such as `1:25:13`, where it is a part of it.',
  video_link: 'Link to the recording.',
  video_start: 'Where in the recording the session begins, where it is a part of it.',
  video_transcript: 'The same as `transcript`.',
  video_url: 'Address of the recording.',
  weekday: 'Name of the day in the language of the template.',
} as const

export type ContextName = keyof typeof contextValues

/** `extra.<name>` is always valid: it is empty without such a parameter. */
export const isContextName = (name: string): boolean =>
  Object.hasOwn(contextValues, name) || name.startsWith('extra.')
