import { type Client, NotFoundError } from '@async-events/client'

export interface TalkDocument {
  jobId: string
  title: string
  markdown: string
}

export interface Documents {
  /** The document of a job's last good run. Throws when the job is not there, or has none yet. */
  ofJob(jobId: string, signal: AbortSignal): Promise<TalkDocument>
  /** The same for a job of a list, without asking for the job again. */
  ofResult(job: ListedResult, signal: AbortSignal): Promise<TalkDocument>
}

export interface ListedResult {
  jobId: string
  title: string
  /** Names the run, so that its content never changes. */
  markdownUrl: string
}

/** Markdown by URL, for one caller. */
export type DocumentCache = Map<string, string>

/** Characters of Markdown that are kept: some hundred talks. */
const maxKept = 20_000_000

/** Reads documents; what was read is kept, as a search over a batch reads all of them. */
export function readDocuments(client: Client, cache: DocumentCache): Documents {
  async function markdownAt(url: string, signal: AbortSignal): Promise<string> {
    const known = cache.get(url)
    if (known !== undefined) {
      // The one that was asked for last is dropped last.
      cache.delete(url)
      cache.set(url, known)
      return known
    }
    const markdown = await (await client.fetchFile(url, { signal })).text()
    cache.set(url, markdown)
    let kept = 0
    for (const text of cache.values()) kept += text.length
    for (const [oldest, text] of cache) {
      if (kept <= maxKept) break
      cache.delete(oldest)
      kept -= text.length
    }
    return markdown
  }

  const ofResult: Documents['ofResult'] = async ({ jobId, title, markdownUrl }, signal) => ({
    jobId,
    title,
    markdown: await markdownAt(markdownUrl, signal),
  })
  return {
    ofResult,
    async ofJob(jobId, signal) {
      const { job } = await client.getJob({ path: { job_id: jobId }, signal })
      const markdownUrl = job.results?.markdown_url
      if (!markdownUrl) throw new NoDocumentError(jobId, job.status)
      try {
        return await ofResult({ jobId, title: job.job_name, markdownUrl }, signal)
      } catch (error) {
        // A new run has taken its place since.
        if (error instanceof NotFoundError) throw new NoDocumentError(jobId, job.status)
        throw error
      }
    },
  }
}

/** The job is there, its document is not. */
export class NoDocumentError extends Error {
  constructor(jobId: string, status: string) {
    super(
      status === 'failed' || status === 'cancelled'
        ? `${jobId} is ${status} and has no document; list_talks shows its error.`
        : `${jobId} is ${status} and has no document yet; wait_for it first.`,
    )
  }
}
