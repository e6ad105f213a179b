/** Names of all formats, for those who only name them: in the order in which they are tried. */
export const scheduleFormats = [
  'xcal',
  'schedule-xml',
  'c3voc-json-2',
  'c3voc-json',
  'sessionize',
  'pretalx-api',
  'sched',
  'schema-org',
  'json-list',
  'icalendar',
  'programme-page',
  'csv',
  'url-list',
] as const
export type ScheduleFormat = (typeof scheduleFormats)[number]
