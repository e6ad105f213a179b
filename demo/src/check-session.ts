import { join } from 'node:path'
import { checkDocument } from './check-document.ts'
import { evidenceProblems } from './check-evidence.ts'
import { factProblems } from './check-facts.ts'
import { checkSlides } from './check-slides.ts'
import { checkOcrText, checkTranscript, percent, type WordsFound } from './check-transcript.ts'
import type { ExpectedSession, ExpectedWarning } from './expected-session.ts'
import type { UnpackedArchive } from './fetch-archive.ts'
import { fetchArchive } from './fetch-archive.ts'
import type { JobDetails } from './job-details.ts'

/** A line of the table that the demo ends with. */
export interface Row {
  session: string
  outcome: string
  files: number
  slides: number
  words: string
  warnings: string
  /** What is not as expected. */
  problems: string[]
}

export interface Surroundings {
  /** Address of the service. */
  service: string
  /** Folder for archives. */
  out: string
  /** Paths that the conference's server was asked for. */
  requests: readonly string[]
  /** Text of a file of the sample. */
  known: (file: string) => Promise<string>
}

/** Downloads and unpacks what a job left, and compares all of it with what is expected of its session. */
export async function checkSession(
  job: JobDetails,
  expected: ExpectedSession | undefined,
  around: Surroundings,
): Promise<Row> {
  const { session } = job.parameters
  const row: Row = {
    session,
    outcome: job.error ? `${job.status}: ${job.error.code}` : job.status,
    files: 0,
    slides: 0,
    words: '',
    warnings: job.warnings.map(({ step, code }) => `${step}: ${code}`).join(', '),
    problems: [],
  }
  if (!expected) return { ...row, problems: ['nothing is expected of this session'] }
  row.problems.push(...outcomeProblems(job, expected), ...requestProblems(expected, around.requests))
  const { results } = job
  if (job.status !== 'completed' || !results) return row
  if (!results.archive_url) return { ...row, problems: [...row.problems, 'no archive'] }

  const archive = await fetchArchive(around.service + results.archive_url, around.out)
  row.files = archive.files.length
  const document = await theDocument(archive, row.problems)
  if (document === null) return row
  row.problems.push(...(await checkDocument(document)))
  const slides = await checkSlides(document, expected.slides)
  const heard = await checkTranscript(results, expected.transcript, archive, around.service, around.known)
  const read = await checkOcrText(results, expected.ocr_text, around.known)
  row.slides = slides.count
  row.words = [heard, read]
    .flatMap(({ share, by }: WordsFound) => (share === null ? [] : `${percent(share)} ${by ?? ''}`.trimEnd()))
    .join(', ')
  row.problems.push(
    ...factProblems(results.structured_data?.facts, expected),
    ...evidenceProblems(results.structured_data, results.transcript?.segments ?? []),
    ...slides.problems,
    ...heard.problems,
    ...read.problems,
    ...pageTextProblems(results.page_texts, expected.page_texts),
  )
  return row
}

function outcomeProblems(job: JobDetails, expected: ExpectedSession): string[] {
  const problems: string[] = []
  if (job.status !== expected.status || (job.error?.code ?? null) !== expected.error_code)
    problems.push(`expected ${expected.status} ${expected.error_code ?? ''}; ${job.error?.message ?? ''}`)
  const nameOf = ({ step, code }: ExpectedWarning): string => `${step}: ${code}`
  const given = job.warnings.map(nameOf)
  const wanted = (expected.warnings ?? []).map(nameOf)
  for (const warning of wanted) if (!given.includes(warning)) problems.push(`no warning ${warning}`)
  const allowed = [...wanted, ...(expected.may_warn ?? []).map(nameOf)]
  for (const warning of given) if (!allowed.includes(warning)) problems.push(`the warning ${warning}`)
  return problems
}

/** The recording was asked for; what a file pretends to be made of was not. */
function requestProblems(
  { video_url: video, never_asked_for: never = [] }: ExpectedSession,
  requests: readonly string[],
): string[] {
  const problems = never.filter((path) => requests.includes(path)).map((path) => `${path} was asked for`)
  if (video && !requests.includes(new URL(video).pathname)) problems.push('nobody asked for the recording')
  return problems
}

async function theDocument({ folder, files }: UnpackedArchive, problems: string[]): Promise<string | null> {
  const documents = files.filter((file) => file.endsWith('.md') && file.includes('/'))
  if (documents.length !== 1) problems.push(`${documents.length} documents in the archive`)
  return documents[0] === undefined ? null : join(folder, documents[0])
}

function pageTextProblems(texts: readonly string[], expected: ExpectedSession['page_texts']): string[] {
  const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ')
  return (expected ?? []).flatMap((phrases, index) => {
    const text = oneLine(texts[index] ?? '')
    return phrases
      .filter((phrase) => !text.includes(oneLine(phrase)))
      .map((phrase) => `the text of page ${index + 1} lacks "${phrase}"`)
  })
}
