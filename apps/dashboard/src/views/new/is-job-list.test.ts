import { expect, it } from 'vitest'
import { isJobList } from './is-job-list.ts'
import { readSessions } from './read-sessions.ts'

const kinds = { lists: new Set<string>(), flags: new Set<string>() }
const parameters = new Set(['event', 'session', 'url', 'track'])

it.each([
  ['an address', 'https://conf.example/a', true],
  ['a table', 'title,url,track\nReeds,https://conf.example/a,Water', true],
  ['a job', '{"event":"E","url":"https://conf.example/a","priority":1}', true],
  ['a batch', '{"jobs":[{"parameters":{"session":"Reeds"}}]}', true],
  ['a job of another type', '{"job_type":"pdf","parameters":{"source":{}}}', true],
  ['a table of a schedule', 'Title;Raum;Link\nReeds;Saal 1;https://conf.example/a', false],
  ['a schedule as JSON', '{"schedule":{"conference":{"days":[]}}}', false],
  ['a list of events', '[{"title":"Reeds","room":"1","url":"https://conf.example/a"}]', false],
  ['a schedule.xml', '<?xml version="1.0"?>\n<schedule><conference/></schedule>', false],
  ['a calendar', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nURL:https://conf.example/a\nEND:VEVENT', false],
  ['broken JSON', '{"jobs":', false],
  ['nothing', '', false],
])('%s', (_, text, isJobs) => {
  expect(isJobList(readSessions(text, kinds), parameters)).toBe(isJobs)
})
