import type { Client } from '@async-events/client'
import { asksAlone } from './file-source.ts'

interface SavePicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<FileSystemFileHandle>
}

/**
 * Saves a file of the service: the archive of a job or batch by its id, or a file by its URL in the results. Archives may be
 * large. Without credentials the browser fetches them itself. A link cannot carry a key: then an archive goes straight to a
 * place that the reader chooses where the browser allows that. All else goes through memory: a link would show a document of
 * another origin, such as that of the artifact store, in the place of this page.
 */
export async function saveFile(client: Client, what: string, filename: string): Promise<void> {
  const isArchive = !what.includes('/') || what.endsWith('/download-archive')
  if (isArchive && asksAlone()) return follow(client.urlOf(addressOf(what)), filename)
  if (isArchive && hasSavePicker(window)) {
    const handle = await window.showSaveFilePicker({ suggestedName: filename }).catch(ignoreAbort)
    if (handle) await client.download(what, { to: await handle.createWritable() })
    return
  }
  const { body, filename: named, mediaType } = await client.download(what)
  const blob = await new Response(body, {
    headers: mediaType === null ? {} : { 'content-type': mediaType },
  }).blob()
  const url = URL.createObjectURL(blob)
  follow(url, named)
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function addressOf(what: string): string {
  if (what.includes('/')) return what
  const kind = what.startsWith('job-') ? 'jobs' : 'batches'
  return `/api/event-job/${kind}/${encodeURIComponent(what)}/download-archive`
}

function follow(href: string, download: string): void {
  const link = Object.assign(document.createElement('a'), { href, download })
  link.click()
}

const hasSavePicker = (given: Window): given is Window & SavePicker => 'showSaveFilePicker' in given

/** Whoever closes the browser's dialog wants no file. */
function ignoreAbort(error: unknown): null {
  if (error instanceof DOMException && error.name === 'AbortError') return null
  throw error
}
