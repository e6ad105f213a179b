import type { Asset, Job } from '@async-events/client'
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import { DownloadButton } from '../../parts/download-button.tsx'
import { formatBytes } from '../../parts/format-bytes.ts'
import { client } from '../../service/connection.ts'
import { asksAlone } from '../../service/file-source.ts'
import { language, words } from '../../words/words.ts'
import { type Recording, recordingOf } from '../reader/recording-of.ts'
import { useMedia } from '../reader/use-media.ts'

/** Files that are shown; the archive has all. */
const mostFiles = 200

/** The recording of a job, played here where that is possible, and the files of its results, each of which can be opened. */
export function JobFiles({ job }: { job: Job }): JSX.Element | null {
  const said = words().job
  const service = client.value
  const files = job.results?.assets ?? []
  const recording = useMemo(
    () => recordingOf(job, null, { pageOrigin: location.origin, urlOf: (url) => service.urlOf(url) }),
    [service, job.results?.run],
  )
  if (job.results === null || (files.length === 0 && recording === null)) return null
  return (
    <section aria-labelledby="files">
      <h2 id="files">{said.files}</h2>
      {recording !== null && <PlayedRecording recording={recording} />}
      <details>
        <summary>{said.showFiles(files.length)}</summary>
        <ul class="files">
          {files.slice(0, mostFiles).map((file) => (
            <li key={file.path}>
              <OpenedFile file={file} />{' '}
              <span class="muted">
                {file.media_type} · {formatBytes(file.bytes, language.value)}
              </span>
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** Played here where that is possible, else by its own site. The browser asks for the ranges that it plays. */
function PlayedRecording({ recording }: { recording: Recording }): JSX.Element {
  const said = words().reader
  const src = useMedia(recording) ?? undefined
  const shared = { src, controls: true, preload: 'metadata', 'aria-label': said.recording } as const
  if (recording.media === null)
    return (
      <p>
        <a href={recording.address} rel="noreferrer">
          {said.recording}
        </a>
      </p>
    )
  return (
    <p class="job-recording">
      {recording.kind === 'video' ? <video {...shared} playsInline /> : <audio {...shared} />}
    </p>
  )
}

/** A link cannot carry a key: then the file is saved instead. */
function OpenedFile({ file }: { file: Asset }): JSX.Element {
  const name = nameOf(file)
  if (!asksAlone())
    return (
      <DownloadButton what={file.url} filename={name}>
        {name}
      </DownloadButton>
    )
  return (
    <a href={client.value.urlOf(file.url)} target="_blank" rel="noreferrer">
      {name}
    </a>
  )
}

const nameOf = ({ path }: Asset): string => path.split('/').at(-1) ?? path
