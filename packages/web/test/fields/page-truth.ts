import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A list names spellings of which each is right. */
export type Stated = string | readonly string[] | null

/** What a careful reader finds on a page. A key that is absent is not measured; null and [] mean that the page does not say. */
export interface PageTruth {
  file: string
  url: string
  /** What the job says about the session. */
  about?: { session?: string; day?: string }
  /** Groups pages in the report; by default the second part of the file's name. */
  system?: string
  title?: Stated
  speakers?: readonly string[]
  event?: Stated
  track?: Stated
  room?: Stated
  /** `YYYY-MM-DD`, or an English weekday. */
  day?: Stated
  start?: Stated
  end?: Stated
  language?: Stated
  /** First and last sentence, plain text. */
  abstract_first?: string | null
  abstract_last?: string | null
  /** Phrases that the text keeps. */
  must_have?: readonly string[]
  /** Phrases that are not about the talk. */
  must_not?: readonly string[]
  video?: Stated
  captions?: readonly string[]
  slides?: readonly string[]
  /** Documents of the talk that are no slides: neither expected among the slides nor wrong there. */
  documents?: readonly string[]
  licence?: Stated
}

/** The pages that `truth.json` of a folder describes, as a list or by file name. */
export function readTruth(folder: string): PageTruth[] {
  const truth: PageTruth[] | Record<string, Omit<PageTruth, 'file'>> = JSON.parse(
    readFileSync(join(folder, 'truth.json'), 'utf8'),
  )
  return Array.isArray(truth) ? truth : Object.entries(truth).map(([file, facts]) => ({ ...facts, file }))
}
