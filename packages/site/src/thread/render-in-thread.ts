import { once } from 'node:events'
import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError, collectBytes } from '@async-events/core'
import { inOnePiece } from '../in-one-piece.ts'
import type { SiteFile, SiteTalk, TalkFile } from '../site-talk.ts'
import type { Answer, Asked, GivenTalk, MadeFile, RenderTask, ThreadData } from './messages.ts'
import { Places } from './places.ts'

export type { RenderTask } from './messages.ts'

/** Megabytes of the heap of a thread: 500 talks of 45 minutes need half. */
const heap = 1024
/** Threads of a process at a time, and how long a request waits for a place. A slow reader of a ZIP holds one. */
const places = new Places({ most: 4, patienceMs: 20_000 })
/** Milliseconds from one file to the next, with the start of the thread: a minute is a hundred times the longest talk. */
const perFileMs = 60_000
/** Of what a thread reads of a talk, its transcript. Bytes. */
const maxOpened = 64 * 1024 * 1024

/**
 * The files of a task, made in a thread of its own: what takes seconds of processor time and memory costs its request and no
 * other. Files of talks are opened here and do not go through the thread. The first file is made when this resolves. Throws
 * `unavailable` where there is no place for one more thread, and `result_too_large` where it is out of memory.
 */
export async function renderInThread(
  task: RenderTask,
  talks: readonly SiteTalk[],
  { signal }: { signal: AbortSignal },
): Promise<AsyncGenerator<SiteFile, void, void>> {
  const files = render(task, talks, signal)
  const first = await files.next()
  // Of a reader who leaves before the first file is taken.
  signal.addEventListener('abort', () => void files.return(), { once: true })
  return after(first, files)
}

async function* after(
  first: IteratorResult<SiteFile, void>,
  files: AsyncGenerator<SiteFile, void, void>,
): AsyncGenerator<SiteFile, void, void> {
  try {
    if (!first.done) yield first.value
    yield* files
  } finally {
    await files.return()
  }
}

async function* render(
  task: RenderTask,
  talks: readonly SiteTalk[],
  signal: AbortSignal,
): AsyncGenerator<SiteFile, void, void> {
  const leave = await places.take(signal)
  // Half of the time that a thread takes to start, where the process has it.
  const compiled = getCompileCacheDir()
  const thread = new Worker(new URL('./render-thread.ts', import.meta.url), {
    workerData: { task, talks: talks.map(given) } satisfies ThreadData,
    resourceLimits: { maxOldGenerationSizeMb: heap },
    // Without the process's preloads: it only renders.
    execArgv: [],
    env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: dirname(compiled) },
  })
  const files = new Map<string, TalkFile>()
  let isEnding = false
  try {
    for (;;) {
      const asked = await nextOf(thread, signal)
      if (asked.ask === 'end') {
        // It closes its port and ends; ended from outside meanwhile, a thread once took its process along.
        isEnding = true
        thread.unref()
        return
      }
      if (asked.ask === 'next') yield fileOf(asked.made, files)
      thread.postMessage(await answerTo(asked, talks, files))
    }
  } finally {
    leave()
    if (!isEnding) void thread.terminate()
  }
}

const given = ({ read: _, ...talk }: SiteTalk): GivenTalk => talk

async function nextOf(thread: Worker, signal: AbortSignal): Promise<Asked> {
  const late = new AbortController()
  const ended = AbortSignal.any([signal, late.signal])
  const timer = wait(perFileMs, undefined, { signal: ended, ref: false }).then(
    () => late.abort(new AppError('unexpected', 'A page could not be written in time.')),
    () => {},
  )
  try {
    const [asked]: unknown[] = await once(thread, 'message', { signal: ended })
    return asked as Asked
  } catch (error) {
    if (ended.aborted) throw ended.reason
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw new AppError('result_too_large', 'The conference needs more memory than its site may have.')
    throw error
  } finally {
    late.abort()
    await timer
  }
}

async function answerTo(
  asked: Asked,
  talks: readonly SiteTalk[],
  files: Map<string, TalkFile>,
): Promise<Answer> {
  if (asked.ask === 'read') {
    const content = await talks[asked.talk]?.read()
    if (content === undefined) throw new RangeError(`there is no talk ${asked.talk}`)
    // The files of the talk before have been written.
    files.clear()
    for (const file of content.files) files.set(keyOf(asked.talk, file.path), file)
    return {
      content: {
        ...content,
        files: content.files.map(({ path, bytes, media_type }) => ({ path, bytes, media_type })),
      },
    }
  }
  if (asked.ask === 'open') {
    const file = fileAt(files, asked)
    const bytes = await collectBytes(await file.open(), {
      maxBytes: Math.min(file.bytes, maxOpened),
      tooLarge: () => new AppError('result_too_large', 'A file of a talk is larger than its reference says.'),
    })
    return { bytes }
  }
  return { goOn: true }
}

function fileOf(made: MadeFile, files: ReadonlyMap<string, TalkFile>): SiteFile {
  const { path, media_type } = made
  if ('stored' in made) {
    const { bytes, open } = fileAt(files, made.stored)
    return { path, ref: { bytes, media_type }, open }
  }
  const { content } = made
  return { path, ref: { bytes: content.length, media_type }, open: async () => inOnePiece(content) }
}

function fileAt(
  files: ReadonlyMap<string, TalkFile>,
  { talk, path }: { talk: number; path: string },
): TalkFile {
  const file = files.get(keyOf(talk, path))
  if (file === undefined) throw new RangeError(`the talk ${talk} has no file ${path}`)
  return file
}

const keyOf = (talk: number, path: string): string => `${talk} ${path}`
