import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkSrt, checkVtt } from './check-captions.ts'
import type { ExpectedSession, KnownWords } from './expected-session.ts'
import type { UnpackedArchive } from './fetch-archive.ts'
import type { JobDetails } from './job-details.ts'
import { shareOfWords } from './share-of-words.ts'

export interface WordsFound {
  problems: string[]
  /** 0 to 1; null when no words are known. */
  share: number | null
  /** The engine or source. */
  by: string | null
}

type Results = NonNullable<JobDetails['results']>

/** Compares the transcript with the spoken words, and validates the caption files of the API and the archive. */
export async function checkTranscript(
  { transcript }: Results,
  wanted: ExpectedSession['transcript'],
  { folder, files }: UnpackedArchive,
  service: string,
  known: (file: string) => Promise<string>,
): Promise<WordsFound> {
  if (!wanted) {
    const surplus = transcript ? ['there is a transcript of nothing'] : []
    return { problems: surplus, share: null, by: null }
  }
  if (!transcript) return { problems: ['no transcript'], share: 0, by: null }
  const problems: string[] = []
  const { engine, language, segments } = transcript
  if (language !== wanted.language) problems.push(`the transcript is in ${language}, not ${wanted.language}`)
  const heard = (segments ?? []).map(({ text }) => text).join('\n')
  const words = await shareOfKnown(heard, wanted, known)
  problems.push(...words.problems)
  for (const [ending, url, check] of [
    ['vtt', transcript.vtt_url, checkVtt],
    ['srt', transcript.srt_url, checkSrt],
  ] as const) {
    const path = files.find((file) => file.endsWith(`/transcript.${ending}`))
    const stored = path === undefined ? null : await readFile(join(folder, path))
    const answer = await fetch(service + url)
    const served = Buffer.from(await answer.arrayBuffer())
    if (!stored || stored.length === 0) problems.push(`no transcript.${ending} in the archive`)
    else if (!answer.ok || !served.equals(stored))
      problems.push(`transcript.${ending} of the API (${answer.status}) is another than that of the archive`)
    problems.push(...check(stored ?? served).map((problem) => `transcript.${ending}: ${problem}`))
    // Captions may have markup, wraps and escapes; the words are the same.
    const shown = (stored ?? served).toString('utf8').replace(/^.*-->.*$|<[^>]*>/gm, ' ')
    const same = shareOfWords(heard, shown)
    if (same < 0.99) problems.push(`transcript.${ending} holds ${percent(same)} of the transcript`)
  }
  return { problems, share: words.share, by: engine }
}

/** Compares OCR text of scanned pages with the original. */
export async function checkOcrText(
  { page_texts: texts, attachments }: Results,
  wanted: KnownWords | undefined,
  known: (file: string) => Promise<string>,
): Promise<WordsFound> {
  if (!wanted) return { problems: [], share: null, by: null }
  const read = attachments.reduce((sum, { ocr_pages: pages }) => sum + (pages ?? 0), 0)
  const problems = read === 0 ? ['no page was read from its picture'] : []
  const words = await shareOfKnown(texts.join('\n'), wanted, known)
  return { problems: [...problems, ...words.problems], share: words.share, by: 'OCR' }
}

async function shareOfKnown(
  found: string,
  { words_file: file, min_share_of_words: least }: KnownWords,
  known: (file: string) => Promise<string>,
): Promise<{ share: number; problems: string[] }> {
  const share = shareOfWords(await known(file), found)
  return {
    share,
    problems: share < least ? [`only ${percent(share)} of the words of ${file} were found`] : [],
  }
}

export const percent = (share: number): string => `${Math.floor(share * 100)} %`
