/** The thread of `renderInThread`: makes the files of one task, each when it is asked for. */
import { once } from 'node:events'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { collectBytes } from '@async-events/core'
import { inOnePiece } from '../in-one-piece.ts'
import type { SiteFile, SiteTalk, TalkContent, TalkFile } from '../site-talk.ts'
import type { Answer, Asked, GivenFile, MadeFile, RenderTask, ThreadData } from './messages.ts'

/** Where a file of a talk is stored, by the function that opens it. */
const stored = new WeakMap<SiteFile['open'], { talk: number; path: string }>()

async function answer(port: MessagePort, { task, talks }: ThreadData): Promise<void> {
  const all = talks.map((talk, number): SiteTalk => ({ ...talk, read: () => contentOf(port, number) }))
  for await (const file of await filesOf(task, all))
    await ask(port, { ask: 'next', made: await madeOf(file) })
  port.postMessage({ ask: 'end' } satisfies Asked)
  port.close()
}

/** Loads what it needs, and nothing of the others: that is most of the time in which a small conference is made. */
async function filesOf(task: RenderTask, talks: readonly SiteTalk[]): Promise<AsyncIterable<SiteFile>> {
  if (task.kind === 'vault') {
    const { conferenceVault } = await import('../vault/conference-vault.ts')
    return conferenceVault(task.name, talks)
  }
  if (task.kind === 'export') {
    const { conferenceExport } = await import('../exports/conference-export.ts')
    return conferenceExport(task.name, talks, task.options)
  }
  const { conferenceSite } = await import('../conference-site.ts')
  return conferenceSite(task.name, talks, task.options)
}

async function ask(port: MessagePort, asked: Asked): Promise<Answer> {
  port.postMessage(asked)
  const [answered]: unknown[] = await once(port, 'message')
  return answered as Answer
}

async function contentOf(port: MessagePort, talk: number): Promise<TalkContent> {
  const answered = await ask(port, { ask: 'read', talk })
  if (!('content' in answered)) throw new TypeError('a talk was asked for')
  const { content } = answered
  return { ...content, files: content.files.map((file) => fileOf(port, talk, file)) }
}

function fileOf(port: MessagePort, talk: number, file: GivenFile): TalkFile {
  const open = async (): Promise<AsyncIterable<Uint8Array>> => {
    const answered = await ask(port, { ask: 'open', talk, path: file.path })
    if (!('bytes' in answered)) throw new TypeError('a file was asked for')
    return inOnePiece(answered.bytes)
  }
  stored.set(open, { talk, path: file.path })
  return { ...file, open }
}

async function madeOf({ path, ref, open }: SiteFile): Promise<MadeFile> {
  const { media_type } = ref
  const place = stored.get(open)
  if (place !== undefined) return { path, media_type, stored: place }
  const content = await collectBytes(await open(), {
    maxBytes: ref.bytes,
    tooLarge: () => new RangeError(`${path} is longer than it says`),
  })
  return { path, media_type, content }
}

if (parentPort !== null) await answer(parentPort, workerData as ThreadData)
