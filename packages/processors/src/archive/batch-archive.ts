import { createHash } from 'node:crypto'
import type { ArtifactRef } from '@async-events/core'
import { encodePath } from '../layout/encode-path.ts'
import { escapeMarkdown } from '../transform/markdown/escape-markdown.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { arrangeEntries } from './arrange-entries.ts'
import { entryDate } from './entry-date.ts'
import { type SessionFiles, sessionEntries } from './session-entries.ts'
import { writeManifest } from './write-manifest.ts'
import { zipStream } from './zip-stream.ts'

/** A finished session of a batch, with the files of its last good run. */
export interface FinishedSession extends SessionFiles {
  session: string
  /** Path of its document among `files`. */
  document: string | null
}

/**
 * One ZIP with the documents of many sessions, each at the path it has in its own archive, so that links keep
 * working. The root holds one table of contents and one manifest; the metadata of a session is next to its pictures.
 */
export function batchArchive(
  name: string,
  sessions: readonly FinishedSession[],
  { open, signal }: { open(ref: ArtifactRef): Promise<AsyncIterable<Uint8Array>>; signal: AbortSignal },
): AsyncGenerator<Uint8Array, void, void> {
  const written = new Map<string, Buffer>()
  const write = (path: string, text: string, media_type: string): ArchiveEntry => {
    const bytes = Buffer.from(text)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    // No artifact has such a key: it is looked up here.
    const key = `written/${path}`
    written.set(key, bytes)
    return { path, ref: { key, bytes: bytes.length, sha256, media_type } }
  }
  const listed = arrangeEntries([
    ...sessions.flatMap(sessionEntries),
    write('README.md', tableOfContents(name, sessions), 'text/markdown'),
  ])
  const manifest = write('manifest.json', writeManifest(listed), 'application/json')
  return zipStream(arrangeEntries([...listed, manifest]), {
    date: entryDate(null),
    signal,
    open: async ({ ref }) => {
      const text = written.get(ref.key)
      return text ? inOnePiece(text) : open(ref)
    },
  })
}

function tableOfContents(name: string, sessions: readonly FinishedSession[]): string {
  const lines = sessions.map(({ session, document }) => {
    const title = escapeMarkdown(session)
    return document === null ? `- ${title}` : `- [${title}](${encodePath(document)})`
  })
  return `# ${escapeMarkdown(name)}\n\n${lines.length > 0 ? lines.join('\n') : 'No session is finished yet.'}\n`
}

async function* inOnePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
