/** Reads one schedule and prints what it took and gave, as JSON: the process of `bench/schedules.ts`. */
import { readFileSync } from 'node:fs'
import { readProgramme } from '@async-events/schedules'
import { rawCounts } from './raw-counts.ts'

export interface Measured {
  format: string
  seconds: number
  /** Of the processor, which other programs on the machine do not lengthen. */
  processor: number
  /** Most that the process held, with Node itself. */
  megabytes: number
  counts: Record<string, { read: number; raw: number }>
  /** Number of problems, by code. */
  problems: Record<string, number>
}

const [file = ''] = process.argv.slice(2)
const bytes = readFileSync(file)
const [from, used] = [performance.now(), process.cpuUsage()]
const { format, events, sessions, problems } = readProgramme({ content: bytes })
const seconds = (performance.now() - from) / 1000
const { user, system } = process.cpuUsage(used)
const megabytes = process.resourceUsage().maxRSS / 1024

const links = sessions.flatMap(({ attachments, recordings, links: others, captions }) => [
  ...attachments,
  ...recordings,
  ...captions,
  ...others,
])
const read: Record<string, number> = {
  events,
  sessions: sessions.length + problems.filter(({ left_out }) => left_out).length,
  recordings: new Set(
    sessions.flatMap(({ id, recordings }) =>
      recordings
        .filter(({ title }) => /video recording \((?:webm|mp4|av1)/i.test(title ?? ''))
        .map(({ url }) => `${id} ${url}`),
    ),
  ).size,
  slides: sessions
    .flatMap(({ attachments }) => attachments)
    .filter(({ url, kind }) => kind === 'slides' && /\/attachments\/.*\bslides\//.test(url)).length,
  persons: sessions.flatMap(({ speakers }) => speakers).length,
  addresses: new Set(links.map(({ url }) => url)).size,
  times: sessions.filter(({ time }) => time !== null).length,
}
const raw = rawCounts(bytes.toString('utf8'))
const measured: Measured = {
  format,
  seconds,
  processor: (user + system) / 1e6,
  megabytes,
  counts: Object.fromEntries(
    Object.entries(raw).map(([name, count]) => [name, { read: read[name] ?? 0, raw: count }]),
  ),
  problems: Object.fromEntries(
    [...Map.groupBy(problems, ({ code }) => code)].map(([code, list]) => [code, list.length]),
  ),
}
console.log(JSON.stringify(measured))
