import type { PageReading } from '@async-events/core'
import type { PageTruth, Stated } from './page-truth.ts'
import { mediaKey } from './same-media.ts'

/** In the order of the report. */
export const fieldNames = [
  'title',
  'speakers',
  'event',
  'track',
  'room',
  'day',
  'start',
  'end',
  'language',
  'abstract',
  'text',
  'noise',
  'video',
  'captions',
  'slides',
  'licence',
] as const

export type FieldName = (typeof fieldNames)[number]

export interface FieldResult {
  field: FieldName
  right: boolean
  expected: unknown
  got: unknown
}

/** Each field that the truth or the reading states; a field on which both are silent counts for neither side. */
export function compareFields(truth: PageTruth, reading: PageReading): FieldResult[] {
  const results: FieldResult[] = []
  const one = (field: FieldName, expected: Stated | undefined, got: string | null, key = nameKey): void => {
    if (expected === undefined || (expected === null && got === null)) return
    const spellings = expected === null ? [] : typeof expected === 'string' ? [expected] : expected
    results.push({
      field,
      right: got !== null && spellings.some((spelling) => key(spelling) === key(got)),
      expected,
      got,
    })
  }
  const set = (
    field: FieldName,
    expected: readonly string[] | undefined,
    got: readonly string[],
    key: (text: string) => string,
  ): void => {
    if (expected === undefined || (expected.length === 0 && got.length === 0)) return
    const [wanted, found] = [new Set(expected.map(key)), new Set(got.map(key))]
    const same = wanted.size === found.size && [...wanted].every((each) => found.has(each))
    results.push({ field, right: same, expected, got })
  }
  const phrases = (
    field: FieldName,
    expected: readonly (string | null | undefined)[],
    present: boolean,
  ): void => {
    const stated = expected.filter((phrase): phrase is string => typeof phrase === 'string')
    if (stated.length === 0) return
    const wrong = stated.filter((phrase) => text.includes(textKey(phrase)) !== present)
    results.push({
      field,
      right: wrong.length === 0,
      expected: present ? wrong : [],
      got: present ? [] : wrong,
    })
  }
  const text = textKey(reading.markdown)

  one('title', truth.title, reading.title)
  set(
    'speakers',
    truth.speakers,
    reading.speakers.map(({ name }) => name),
    personKey,
  )
  one('event', truth.event, reading.event)
  one('track', truth.track, reading.track)
  one('room', truth.room, reading.room)
  one('day', truth.day, reading.day ?? reading.startsAt?.slice(0, 10) ?? null)
  one('start', truth.start, reading.startTime ?? clockOf(reading.startsAt))
  one('end', truth.end, reading.endTime ?? clockOf(reading.endsAt))
  one('language', truth.language, reading.language)
  phrases('abstract', [truth.abstract_first, truth.abstract_last], true)
  phrases('text', truth.must_have ?? [], true)
  phrases('noise', truth.must_not ?? [], false)
  one('video', truth.video, reading.videoUrl, mediaKey)
  set(
    'captions',
    truth.captions,
    reading.captions.map(({ url }) => url),
    mediaKey,
  )
  const others = new Set(truth.documents?.map(mediaKey))
  set(
    'slides',
    truth.slides,
    reading.attachments
      .filter(({ mediaType, url }) => !notSlides.test(mediaType ?? '') && !others.has(mediaKey(url)))
      .map(({ url }) => url),
    mediaKey,
  )
  one('licence', truth.licence, reading.licence)
  return results
}

const notSlides = /zip|csv|epub|opendocument\.text/

const clockOf = (time: string | null): string | null => /T(\d\d:\d\d)/.exec(time ?? '')?.[1] ?? null

const nameKey = (name: string): string =>
  name.normalize('NFKC').replace(/\s+/g, ' ').replace(/[’ʼ]/g, "'").trim().toLowerCase()

/** A person's name without academic titles: a page may or may not count them to the name. */
const personKey = (name: string): string =>
  nameKey(name).replace(
    /^(?:(?:prof|dr|dra|dott|ing|ir|dipl|mr|mrs|ms|mme|mlle|frau|herr|sr|sra)\b\.?(?:-ing\.?)?\s*)+/,
    '',
  )

/** Letters and digits of Markdown or plain text: how punctuation and marks are written does not matter. */
export const textKey = (markdown: string): string =>
  markdown
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s"[^"]*")?\)/g, ']')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
