import type { Job, SlideData, TranscriptSegment } from '@async-events/client'
import type { JSX } from 'preact'
import { useMemo, useRef, useState } from 'preact/hooks'
import { copy } from '../../parts/copy-button.tsx'
import { DownloadButton } from '../../parts/download-button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNotice } from '../../parts/error-notice.tsx'
import { links } from '../../router/links.ts'
import { place } from '../../router/place.ts'
import type { ViewProps } from '../../routes.ts'
import { client } from '../../service/connection.ts'
import { patiently, useLoaded } from '../../service/use-loaded.ts'
import { words } from '../../words/words.ts'
import { JobFailure } from '../job/job-failure.tsx'
import { useLiveJob } from '../job/use-live-job.ts'
import { correctLine } from './correct-line.ts'
import { CorrectionBar } from './correction-bar.tsx'
import { DocumentPane } from './document-pane.tsx'
import { pathInArchive } from './path-in-archive.ts'
import { Player } from './player.tsx'
import { quotation } from './quotation.ts'
import { recordingOf } from './recording-of.ts'
import { SearchBar } from './search-bar.tsx'
import { SlideStrip } from './slide-strip.tsx'
import { linkAt, secondsOf, timeLinksIn } from './time-links.ts'
import { TranscriptPane } from './transcript-pane.tsx'
import { useSearch } from './use-search.ts'
import { useTranscript } from './use-transcript.ts'
import { useUnsaved } from './use-unsaved.ts'
import './document.css'
import './reader.css'

/** The document of a job, with its recording, slides and transcript next to it. */
export function ReaderView({ names: { id = '' } }: ViewProps): JSX.Element {
  const said = words()
  const { job, error, reload } = useLiveJob(id)
  if (job === null || job.results === null)
    return (
      <>
        <h1>{job?.job_name ?? said.reader.title}</h1>
        <JobFailure error={error} reload={reload} />
        {job === null && error === null && <p role="status">{said.app.loading}</p>}
        {job !== null && (
          <Empty title={said.reader.nothing}>
            <p>
              {job.results_expired_at === null ? said.reader.nothingText : said.error.steps.results_expired}
            </p>
            <p>
              <a href={links.job(id)}>{said.reader.toJob}</a>
            </p>
          </Empty>
        )}
      </>
    )
  return (
    <Reader
      job={job}
      results={job.results}
      failure={<JobFailure error={error} reload={reload} />}
      onChanged={reload}
    />
  )
}

interface ReaderProps {
  job: Job
  results: NonNullable<Job['results']>
  /** Why it is read no more. */
  failure: JSX.Element
  onChanged: () => void
}

function Reader({ job, results, failure, onChanged }: ReaderProps): JSX.Element {
  const { reader: said } = words()
  const service = client.value
  const [time, setTime] = useState(() => startOf(place.value.query.t))
  const media = useRef<HTMLMediaElement>(null)
  const page = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  const [shownDocument, setShownDocument] = useState(0)

  const files = useMemo(() => new Map(results.assets.map(({ path, url }) => [path, url])), [results.run])
  const documentPath = results.markdown_file ?? ''
  const markdown = useMarkdown(results)
  const timeLinks = useMemo(() => timeLinksIn(markdown.value ?? ''), [markdown.value])
  const recording = useMemo(
    () => recordingOf(job, timeLinks, { pageOrigin: location.origin, urlOf: (url) => service.urlOf(url) }),
    [service, timeLinks, results.run],
  )
  const addressAt = (seconds: number): string | null =>
    timeLinks === null ? (recording?.address ?? null) : linkAt(timeLinks, seconds)
  const transcript = useTranscript(job.job_id, results.run)
  const [correction, setCorrection] = useUnsaved(job.job_id)
  const stored = transcript.value?.lines ?? []
  const lines = correction?.lines ?? stored
  const search = useSearch(
    () => [page.current?.querySelector('.document') ?? null, list.current],
    `${shownDocument} ${results.run} ${lines.length}`,
  )

  const jump = (seconds: number): void => {
    setTime(seconds)
    const { current: player } = media
    if (player === null || recording === null) return
    player.currentTime = recording.from + seconds
    // A browser may refuse to begin by itself: then the reader does.
    player.play().catch(() => {})
  }
  const showSlide = (slide: SlideData): void => {
    const start = slide.times[0]?.start
    if (start !== undefined) jump(start)
    const url = slide.picture === null ? undefined : files.get(slide.picture)
    const picture = url && page.current?.querySelector(`.document img[data-file="${CSS.escape(url)}"]`)
    if (picture) picture.scrollIntoView({ block: 'center' })
  }
  const quote = (line: TranscriptSegment): void =>
    void copy(
      quotation({
        text: selectedIn(list.current) ?? line.text,
        speaker: line.speaker,
        talk: job.parameters.session ?? job.job_name,
        seconds: line.start,
        address: addressAt(line.start),
      }),
    )
  const slides = results.structured_data?.slides ?? []
  const correct = (place: number, text: string): void => {
    // Of the transcript that was read: another one that comes meanwhile is not overwritten.
    const { of, etag } = correction ?? { of: stored, etag: transcript.value?.etag ?? null }
    const next = correctLine(lines, place, text)
    setCorrection(changesIn(of, next) === 0 ? null : { of, etag, lines: next })
  }
  const forget = (): void => {
    setCorrection(null)
    transcript.reload()
  }
  return (
    <>
      <h1 class="job-name">{job.job_name}</h1>
      {failure}
      <div class="row reader-tools">
        <a href={links.job(job.job_id)}>{said.toJob}</a>
        {results.markdown_url !== null && (
          <DownloadButton what={results.markdown_url} filename={nameOf(documentPath)}>
            Markdown
          </DownloadButton>
        )}
        {results.archive_url !== null && (
          <DownloadButton what={results.archive_url} filename={results.archive_filename ?? 'talk.zip'}>
            ZIP
          </DownloadButton>
        )}
        {stored.length > 0 &&
          (['vtt', 'srt'] as const).map((format) => (
            <DownloadButton
              key={format}
              what={`/api/event-job/jobs/${encodeURIComponent(job.job_id)}/transcript?format=${format}`}
              filename={`${nameOf(documentPath).replace(/\.md$/, '') || job.job_id}.${format}`}
            >
              {format.toUpperCase()}
            </DownloadButton>
          ))}
        <span class="row-end">
          <SearchBar {...search} />
        </span>
      </div>
      <div class="reader" ref={page}>
        <div class="reader-document">
          {markdown.error !== null && <ErrorNotice error={markdown.error} onRetry={markdown.reload} />}
          {markdown.value !== null && (
            <DocumentPane
              markdown={markdown.value}
              language={results.language}
              version={results.run}
              fileOf={(link) => files.get(pathInArchive(documentPath, link) ?? '') ?? null}
              timeOf={(link) => (timeLinks === null ? null : secondsOf(link, timeLinks))}
              onTime={jump}
              onShown={() => setShownDocument((times) => times + 1)}
            />
          )}
        </div>
        <div class="reader-side">
          {recording !== null && (
            <Player
              recording={recording}
              time={time}
              address={addressAt(time) ?? recording.address}
              media={media}
              onTime={setTime}
            />
          )}
          {slides.length > 0 && (
            <SlideStrip
              slides={slides}
              time={time}
              fileOf={(path) => files.get(path) ?? null}
              onSlide={showSlide}
            />
          )}
          <CorrectionBar
            job={job}
            changed={
              correction && { lines: correction.lines, count: changesIn(correction.of, correction.lines) }
            }
            etag={correction?.etag ?? null}
            onSaved={() => {
              forget()
              onChanged()
            }}
            onDiscard={forget}
          />
          {transcript.error !== null && <ErrorNotice error={transcript.error} onRetry={transcript.reload} />}
          {transcript.value !== null && (
            <TranscriptPane
              lines={lines}
              language={transcript.value.language}
              time={time}
              list={list}
              canCorrect
              onTime={jump}
              onQuote={quote}
              onCorrect={correct}
            />
          )}
        </div>
      </div>
    </>
  )
}

/** A second of the talk that the address names, such as a search does. */
const startOf = (text = ''): number => (/^\d{1,6}$/.test(text) ? Number(text) : 0)

/** A document above a megabyte is a file alone. */
function useMarkdown(results: NonNullable<Job['results']>) {
  const { markdown_content: content, markdown_url: url } = results
  return useLoaded(
    async (service, signal) => {
      if (content !== null || url === null) return content ?? ''
      return (await service.fetchFile(url, { signal, maxRetries: patiently })).text()
    },
    [],
    { again: results.run },
  )
}

/** Lines that are gone or have another text. */
function changesIn(before: readonly TranscriptSegment[], after: readonly TranscriptSegment[]): number {
  const kept = new Set(after)
  return before.filter((line) => !kept.has(line)).length
}

/** What the reader has selected within an element; null without a selection there. */
function selectedIn(element: Element | null): string | null {
  const selection = getSelection()
  if (selection === null || selection.isCollapsed || element === null) return null
  return element.contains(selection.anchorNode) && element.contains(selection.focusNode)
    ? selection.toString()
    : null
}

const nameOf = (path: string): string => path.split('/').at(-1) ?? ''
