import { readSentences } from '@async-events/ai'
import type { FinishedJob } from '@async-events/core'
import { z } from 'zod'

/** A talk as its document tells it. */
export interface Talk {
  job_id: string
  title: string
  speakers: string[]
  day: string | null
  starttime: string | null
  endtime: string | null
  track: string
  language: string
  /** Its page. */
  url: string | null
  tags: string[]
  /** Plain sentences of its lead. */
  lead: string[]
  /** Plain sentences of lead, summary and key points. */
  sentences: string[]
}

const text = z.string().nullable().catch(null)
const texts = z
  .union([z.array(z.string()), z.string().transform((one) => one.split(',').map((part) => part.trim()))])
  .catch([])

/** What any template may have left out is allowed to be missing. */
const structured = z.object({
  front_matter: z
    .looseObject({ speakers: texts, day: text, starttime: text, endtime: text, language: text, tags: texts })
    .catch({ speakers: [], day: null, starttime: null, endtime: null, language: null, tags: [] }),
  fields: z.record(z.string(), z.string()).catch({}),
  sections: z.array(z.object({ body: z.string() })).catch([]),
})

const mostSentences = 40

/** Reads the data of a talk's document. */
export function talkOf(job: Pick<FinishedJob, 'id' | 'parameters'>, data: unknown): Talk {
  const { front_matter: front, fields, sections } = structured.parse(Array.isArray(data) ? {} : (data ?? {}))
  const { session, track, url } = job.parameters
  const language = front.language ?? 'en'
  const read = (markdown = ''): string[] => readSentences(markdown, language).map((one) => one.text)
  const lead = read(fields.lead)
  const told = [...lead, ...read(fields.summary), ...read(pointsAsParagraphs(fields.key_points))]
  const others = Object.entries(fields).flatMap(([name, value]) => (name === 'tags' ? [] : read(value)))
  const written = told.length > 0 ? told : others
  // A template without fields: what its document holds
  const sentences =
    written.length > 0 ? written : read(sections.map(({ body }) => body.slice(0, 5_000)).join('\n\n'))
  return {
    job_id: job.id,
    title: typeof session === 'string' ? session : 'Talk',
    speakers: front.speakers.filter((name) => name !== ''),
    day: front.day,
    starttime: front.starttime,
    endtime: front.endtime,
    track: typeof track === 'string' ? track : '',
    language,
    url: typeof url === 'string' ? url : null,
    tags: front.tags.filter((tag) => tag !== ''),
    lead: lead.length > 0 ? lead : sentences.slice(0, 2),
    sentences: [...new Set(sentences)].slice(0, mostSentences),
  }
}

/** Items of a list are no running text, and each is a whole statement. */
const pointsAsParagraphs = (points = ''): string => points.replace(/^\s*(?:[-*+]|\d+[.)])\s+/gm, '\n')

/** In the order of the programme; talks without a time come last, as they were named. */
export const inProgrammeOrder = (talks: readonly PlacedTalk[]): PlacedTalk[] =>
  talks.toSorted((a, b) => {
    const [left, right] = [timeOf(a.talk), timeOf(b.talk)]
    return left < right ? -1 : left > right ? 1 : 0
  })

const timeOf = ({ day, starttime }: Talk): string => `${day ?? '~'} ${(starttime ?? '~').padStart(5, '0')}`

/** A talk with where it can be read: a path in the archive, or null. */
export interface PlacedTalk {
  talk: Talk
  path: string | null
}
