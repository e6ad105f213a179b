/** What `{{name}}` in a template of a track or an event may stand for. */
export const summaryValues = {
  byline: 'Event, track, days and number of talks, as one line.',
  days: 'Days of the talks, as a list.',
  engines: 'Map of `text` to the name of its engine.',
  event: 'The conference.',
  filename: 'Name of the document as the job gives it.',
  language: 'Language that the document is written in.',
  notice: 'What is made by machines, in one line.',
  speakers: 'Names of all speakers, as a list.',
  speakers_index: 'Speakers with links to their talks, a list.',
  talk_count: 'Number of the talks.',
  talk_tags: 'Tags that most talks have, as a list.',
  talks: 'The talks in the order of the programme with a line or two each, and links to their documents.',
  target_language: 'Language that the document should be in.',
  themes: 'Tags that several talks share, with links to these, a list.',
  title: 'Title of the document.',
  track: 'The track.',
} as const

export type SummaryName = keyof typeof summaryValues

/** These only a summary gives: a template that uses one of them is for summaries. */
const own: ReadonlySet<string> = new Set([
  'days',
  'speakers_index',
  'talk_count',
  'talk_tags',
  'talks',
  'themes',
] satisfies SummaryName[])

export const isSummaryName = (name: string): boolean => Object.hasOwn(summaryValues, name)

export const isOnlySummaryName = (name: string): boolean => own.has(name)
